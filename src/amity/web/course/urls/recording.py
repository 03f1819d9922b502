"""What the session page saves while it is open, and what is caught on it."""

from django.urls import URLPattern, URLResolver, path

from amity.web.course.views import conversation, joining, saving
from amity.web.course.views.session import share_summary

urlpatterns: list[URLPattern | URLResolver] = [
    path("sessions/<uuid:session_id>/save", saving.save_session, name="save_session"),
    path("sessions/<uuid:session_id>/share", share_summary, name="share_summary"),
    path("sessions/<uuid:session_id>/moods/<uuid:mood_id>", saving.save_mood_event, name="save_mood_event"),
    path("moods/<uuid:mood_id>/remove", conversation.remove_mood_event, name="remove_mood_event"),
    path("sessions/<uuid:session_id>/captures", conversation.capture, name="capture"),
    path("captures/<uuid:capture_id>", conversation.file_capture, name="file_capture"),
    path("sessions/<uuid:session_id>/attendees", conversation.add_attendee, name="add_attendee"),
    path("sessions/<uuid:session_id>/joins", joining.before_joining, name="before_joining"),
    path("attendees/<uuid:attendee_id>/remove", conversation.remove_attendee, name="remove_attendee"),
    path("sessions/<uuid:session_id>/process-note", saving.save_process_note, name="save_process_note"),
]
