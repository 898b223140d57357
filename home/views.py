"""Pages and files that belong to the site as a whole."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import get_language

from .models import PortalSettings
from .patterns import sample_context


def robots(request):
    """What crawlers may read: all that is public, but not every combination of filters."""
    sitemap = request.build_absolute_uri("/sitemap.xml")
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /tim-kiem/",
        "",
        f"Sitemap: {sitemap}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def webmanifest(request):
    """What a phone shows when the portal is put on its home screen."""
    portal = PortalSettings.for_request(request)
    return JsonResponse(
        {
            "name": portal.full_name,
            "short_name": portal.display_name,
            "lang": get_language(),
            "start_url": "/",
            "display": "minimal-ui",
            "background_color": "#fbfaf7",
            "theme_color": "#a3171f",
            "icons": [
                {"src": static("img/icon-192.png"), "sizes": "192x192", "type": "image/png"},
                {"src": static("img/icon-512.png"), "sizes": "512x512", "type": "image/png"},
            ],
        },
        content_type="application/manifest+json",
        json_dumps_params={"ensure_ascii": False},
    )


def patterns(request):
    """Every component with sample data, for those who build pages."""
    return render(request, "patterns.html", sample_context())
