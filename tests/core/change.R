# The statistics of change a third time, in R; base R, and packages where they are installed.
# Rscript change.R FOLDER reads groups.csv, people.csv, courses.csv and items.csv there and writes found.csv:
# case, name, value. test_change_in_r.py makes the one and compares the other.
folder <- commandArgs(trailingOnly = TRUE)[1]
found <- new.env()
found$rows <- list()
say <- function(case, name, value) {
  shown <- if (is.character(value)) value else formatC(value, digits = 17, format = "g")
  found$rows[[length(found$rows) + 1]] <- c(case, name, shown)
}
read <- function(name) read.csv(file.path(folder, name), stringsAsFactors = FALSE)
has <- function(package) requireNamespace(package, quietly = TRUE)

say(0, "R", paste(R.version$major, R.version$minor, sep = "."))
for (package in c("psych", "metafor", "effectsize")) {
  if (has(package)) say(0, package, as.character(packageVersion(package)))
}

word <- function(index, limit, clinical, beyond) {
  if (index < -limit) return("deteriorated")
  if (index <= limit) return("unchanged")
  if (clinical && beyond) "recovered" else "improved"
}

# One group measured twice: effect sizes, and Hageman & Arrindell for each person of it.
for (rows in split(read("groups.csv"), ~case)) {
  case <- rows$case[1]
  x <- rows$before
  y <- rows$after
  n <- length(x)
  df <- n - 1
  d <- (mean(x) - mean(y)) / sd(x)
  say(case, "d_pre", d)
  say(case, "g", d * exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2))
  say(case, "d_av", (mean(x) - mean(y)) / sqrt((var(x) + var(y)) / 2))
  say(case, "d_z", unname(t.test(x, y, paired = TRUE)$statistic) / sqrt(n))
  say(case, "d_rm", mean(x - y) / sd(x - y) * sqrt(2 * (1 - cor(x, y))))
  say(case, "standard_error", sqrt(2 * (1 - cor(x, y)) / n + d^2 / (2 * n)))
  if (has("metafor")) {
    smcr <- metafor::escalc(
      measure = "SMCR", m1i = mean(x), m2i = mean(y), sd1i = sd(x), ni = n, ri = cor(x, y)
    )
    say(case, "g", as.numeric(smcr$yi))
  }
  if (has("effectsize")) {
    say(case, "d_z", suppressWarnings(effectsize::cohens_d(x, y, paired = TRUE)$Cohens_d))
  }

  sem <- sd(x) * sqrt(1 - rows$reliability[1])
  r1 <- (var(x) - sem^2) / var(x)
  r2 <- (var(y) - sem^2) / var(y)
  rw <- (rows$functional_sd[1]^2 - sem^2) / rows$functional_sd[1]^2
  shared <- 2 * sd(x) * sd(y) * cor(x, y)
  rdd <- (var(x) * r1 + var(y) * r2 - shared) / (var(x) + var(y) - shared)
  if (rdd <= 0) next
  index <- ((y - x) * rdd + (mean(y) - mean(x)) * (1 - rdd)) / (sqrt(rdd) * sqrt(2 * sem^2))
  better <- if (rows$higher_is[1] == "better") 1 else -1
  for (i in seq_len(n)) say(case, paste0("index.", i), index[i])
  if (r2 <= 0 || rw <= 0) next
  ill <- sd(x) * sqrt(r1)
  well <- rows$functional_sd[1] * sqrt(rw)
  cutoff <- (ill * rows$functional_mean[1] + well * mean(x)) / (ill + well)
  beyond <- (mean(y) + (y - mean(y)) * r2 - cutoff) / (sqrt(r2) * sem)
  for (i in seq_len(n)) {
    say(case, paste0("beyond.", i), beyond[i])
    clinical <- better * (x[i] - cutoff) <= 0
    say(case, paste0("category.", i), word(better * index[i], 1.65, clinical, better * beyond[i] > 1.65))
  }
}

# One person: reliable change, the three cut-offs, what became of them.
people <- read("people.csv")
for (i in seq_len(nrow(people))) {
  it <- people[i, ]
  better <- if (it$higher_is == "better") 1 else -1
  a <- it$clinical_mean + 2 * better * it$clinical_sd
  b <- it$functional_mean - 2 * better * it$functional_sd
  weights <- 1 / c(it$clinical_sd, it$functional_sd)
  middle <- weighted.mean(c(it$clinical_mean, it$functional_mean), weights)
  say(it$case, "a", a)
  say(it$case, "b", b)
  say(it$case, "c", middle)
  rc <- (it$after - it$before) / (sqrt(2) * it$clinical_sd * sqrt(1 - it$reliability))
  say(it$case, "index", rc)
  clinical <- better * (it$before - it$cutoff) <= 0
  say(it$case, "category", word(better * rc, 1.96, clinical, better * (it$after - it$cutoff) > 0))
}

# One course: the sessions before a sudden gain, by either reading. Critical values as the literature rounds
# them; that they are those of Student's t is looked at as well.
for (df in 2:4) say(0, paste0("t.", df), qt(0.975, df))
critical <- c(NA, 4.303, 3.182, 2.776)
for (rows in split(read("courses.csv"), ~case)) {
  x <- rows$score[order(rows$session)]
  gains <- list(pooled_sd = c(), two_sample_t = c())
  for (i in seq_len(length(x) - 1)) {
    before <- na.omit(x[max(1, i - 2):i])
    after <- na.omit(x[(i + 1):min(length(x), i + 3)])
    fall <- x[i] - x[i + 1]
    if (is.na(fall) || length(before) < 2 || length(after) < 2) next
    if (fall < rows$points[1] || fall < 0.25 * x[i]) next
    df <- length(before) + length(after) - 2
    spread <- sqrt(((length(before) - 1) * var(before) + (length(after) - 1) * var(after)) / df)
    apart <- mean(before) - mean(after)
    if (apart > critical[df] * spread + 1e-12) gains$pooled_sd <- c(gains$pooled_sd, i)
    size <- sqrt(1 / length(before) + 1 / length(after))
    if (apart > critical[df] * spread * size + 1e-12) gains$two_sample_t <- c(gains$two_sample_t, i)
  }
  for (name in names(gains)) say(rows$case[1], name, paste0("after:", paste(gains[[name]], collapse = " ")))
}

# Cronbach's alpha, of whoever answered everything.
for (rows in split(read("items.csv"), ~case)) {
  wide <- reshape(rows[c("item", "person", "answer")], idvar = "person", timevar = "item", direction = "wide")
  whole <- na.omit(as.matrix(wide[, -1]))
  k <- ncol(whole)
  say(rows$case[1], "alpha", k / (k - 1) * (1 - sum(diag(cov(whole))) / sum(cov(whole))))
  if (has("psych")) {
    alpha <- suppressWarnings(suppressMessages(psych::alpha(whole, warnings = FALSE)))
    say(rows$case[1], "alpha", alpha$total$raw_alpha)
  }
}

rows <- matrix(unlist(found$rows), ncol = 3, byrow = TRUE, dimnames = list(NULL, c("case", "name", "value")))
write.csv(rows, file.path(folder, "found.csv"), row.names = FALSE)
