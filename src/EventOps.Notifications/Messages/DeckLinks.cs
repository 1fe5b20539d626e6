using EventOps.Domain.Meetups;

namespace EventOps.Notifications.Messages;

/// <summary>
/// Events keep the address of an uploaded deck as it is seen from its meetup; whoever is told gets one that leads there from
/// where they are.
/// </summary>
internal static class DeckLinks
{
    /// <param name="meetup">The meetup's own address, whole or a path, without a slash at the end.</param>
    public static MeetupEvent Addressed(MeetupEvent happened, string meetup) => happened switch
    {
        SlidesAttached { File: not null } e => e with { Url = $"{meetup}/{e.Url}" },
        SlidesPublished { File: not null } e => e with { Url = $"{meetup}/{e.Url}" },
        SlidesWithdrawn { File: not null } e => e with { Url = $"{meetup}/{e.Url}" },
        SlidesReplaced { File: null, OldFile: null } => happened,
        SlidesReplaced e => e with
        {
            OldUrl = e.OldFile is null ? e.OldUrl : $"{meetup}/{e.OldUrl}",
            Url = e.File is null ? e.Url : $"{meetup}/{e.Url}",
        },
        _ => happened,
    };
}
