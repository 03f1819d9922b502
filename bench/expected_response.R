# The same growth model by lme4: the seconds of the fit and its estimates, one number a line.
# Rscript expected_response.R rows.csv, with columns score, away, times, course
suppressMessages(library(lme4))
rows <- read.csv(commandArgs(TRUE)[1], colClasses = c("numeric", "numeric", "numeric", "integer"))
took <- system.time(
  found <- lmer(score ~ away * times + (times | course), rows, REML = TRUE)
)[["elapsed"]]
spread <- VarCorr(found)$course
told <- c(
  took, fixef(found)[c("(Intercept)", "away", "times", "away:times")],
  spread[1, 1], spread[1, 2], spread[2, 2], sigma(found)^2
)
cat(format(told, digits = 17), sep = "\n")
