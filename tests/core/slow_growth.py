"""The growth model a second time: the restricted likelihood as it is printed, over the covariance of all.

Nothing is profiled out and nothing is summed up beforehand: four variances are searched for, one direction
after the other, and every look inverts a matrix as large as there are scores. Laird & Ware 1982.
"""

import math
from typing import Any

import numpy as np

Found = dict[str, float]


def deviance(data: dict[str, Any], tau: tuple[float, float, float], residual: float) -> tuple[float, Any]:
    """−2 log restricted likelihood without its constant, and the fixed effects."""
    course, score = data["course"], np.array(data["score"], dtype=float)
    centre = _centre(data)
    x = np.array(
        [
            [1, b - centre, math.log(t), (b - centre) * math.log(t)]
            for b, t in zip(data["baseline"], data["session"], strict=True)
        ]
    )
    v = np.zeros((len(score), len(score)))
    for i in range(len(score)):
        for j in range(len(score)):
            if course[i] == course[j]:
                s, t = math.log(data["session"][i]), math.log(data["session"][j])
                v[i, j] = tau[0] + tau[1] * (s + t) + tau[2] * s * t + (residual if i == j else 0)
    inverse = np.linalg.inv(v)
    information = x.T @ inverse @ x
    beta = np.linalg.solve(information, x.T @ inverse @ score)
    left = score - x @ beta
    value = np.linalg.slogdet(v)[1] + np.linalg.slogdet(information)[1] + left @ inverse @ left
    return float(value), beta


def fit(data: dict[str, Any]) -> tuple[Found, float]:
    """The parameters at which the deviance is least, and that deviance."""
    at, width = [1.0, 0.0, 0.5, 1.0], [1.0, 1.0, 1.0, 1.0]  # log sd, atanh of the correlation, two log sd

    def value(place: list[float]) -> float:
        return deviance(data, *_variances(place))[0]

    best = value(at)
    while max(width) > 1e-6:
        for direction in range(4):
            for sign in (1, -1):
                there = list(at)
                there[direction] += sign * width[direction]
                if (found := value(there)) < best:
                    at, best = there, found
                    width[direction] *= 1.7
                    break
            else:
                width[direction] /= 2
    (t00, t01, t11), residual = _variances(at)
    beta = deviance(data, (t00, t01, t11), residual)[1]
    names = ("intercept", "baseline", "slope", "slope_by_baseline")
    found_ = {name: float(it) for name, it in zip(names, beta, strict=True)}
    found_ |= {"intercept_variance": t00, "covariance": t01, "slope_variance": t11}
    return found_ | {"residual_variance": residual, "centre": _centre(data)}, best


def _variances(place: list[float]) -> tuple[tuple[float, float, float], float]:
    one, other = math.exp(place[0]), math.exp(place[2])
    return (one**2, math.tanh(place[1]) * one * other, other**2), math.exp(2 * place[3])


def _centre(data: dict[str, Any]) -> float:
    of_course = dict(zip(data["course"], data["baseline"], strict=True))
    return sum(of_course.values()) / len(of_course)
