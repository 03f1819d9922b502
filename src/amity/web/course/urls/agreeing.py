"""What is agreed and looked at together: the contract, goals, reviews."""

from django.urls import URLPattern, URLResolver, path

from amity.web.course.views import contract, goals, reviews

urlpatterns: list[URLPattern | URLResolver] = [
    path("courses/<uuid:course_id>/contract", contract.contract, name="contract"),
    path("courses/<uuid:course_id>/contract/print", contract.print_contract, name="print_contract"),
    path("courses/<uuid:course_id>/goals", goals.goals, name="goals"),
    path("courses/<uuid:course_id>/goals/rate", goals.rate_goals, name="rate_goals"),
    path("goals/<uuid:goal_id>", goals.change_goal, name="change_goal"),
    path("courses/<uuid:course_id>/reviews", reviews.reviews, name="reviews"),
]
