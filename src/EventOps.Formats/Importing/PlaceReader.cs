using EventOps.Domain.Meetups;

namespace EventOps.Formats.Importing;

/// <summary>Where the meetup is: its form, its venue, its stream.</summary>
internal sealed class PlaceReader
{
    public PlaceReader(MeetupPage page, Limits limits, Findings findings)
    {
        var (form, place) = (page.Fields.GetValueOrDefault(Label.Form), page.Fields.GetValueOrDefault(Label.Place));
        StreamUrl = page.Fields.GetValueOrDefault(Label.Stream)?.Text;
        Form = form is null ? Guess(place) : FormOf(form, findings);
        if (form is null)
            findings.Info("form.unsaid", "The page does not say whether it is online or on site.", (place ?? page.Times[0]).Line, place?.Text, Form.ToString());
        if (place is not null && Form is MeetupForm.Online)
            findings.Info("place.unused", "The meetup is online; the place was left out.", place.Line, place.Text);
        else if (place is not null)
            Venue = new(limits.Line(place.Text, Limits.Title, place.Line));
    }

    public MeetupForm Form { get; }

    public Venue? Venue { get; }

    public string? StreamUrl { get; }

    private static MeetupForm Guess(Said? place) => place is null ? MeetupForm.Online : MeetupForm.Onsite;

    private static MeetupForm FormOf(Said form, Findings findings)
    {
        var online = Says(form, "线上", "直播", "online", "stream", "remote", "virtual");
        var onsite = Says(form, "线下", "现场", "on site", "onsite", "on-site", "in person", "in-person");
        if (Says(form, "hybrid", "混合") || (online && onsite))
            return MeetupForm.Hybrid;
        if (!online && !onsite)
            findings.Warn("form.unknown", "The form is neither online nor on site.", form.Line, form.Text, nameof(MeetupForm.Online));
        return onsite ? MeetupForm.Onsite : MeetupForm.Online;
    }

    private static bool Says(Said form, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (form.Text.Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
