using System.Collections.Frozen;
using static EventOps.Notifications.Messages.Audience;

namespace EventOps.Notifications.Messages;

/// <summary>The catalogue: every stored event of a meetup and what subscribers know it by. Receivers match on these names.</summary>
public static class MessageTypes
{
    /// <summary>Sent on request to see whether a sink answers; no stored event has it.</summary>
    public const string Test = "eventops.subscription.test.v1";

    /// <summary>Sent to sites instead of facts, when pages have changed; no stored event has it.</summary>
    public const string SiteChanged = "eventops.site.changed.v1";

    public static IReadOnlyList<MessageType> All { get; } =
    [
        new("event_scheduled", "eventops.meetup.scheduled.v1", Public),
        new("event_revised", "eventops.meetup.revised.v1", Public),
        new("slug_changed", "eventops.slug.changed.v1", Public),
        new("alias_added", "eventops.alias.added.v1", Public),
        new("alias_removed", "eventops.alias.removed.v1", Public),
        new("event_rescheduled", "eventops.meetup.rescheduled.v1", Public),
        new("event_relocated", "eventops.meetup.relocated.v1", Public),
        new("event_postponed", "eventops.meetup.postponed.v1", Public),
        new("event_cancelled", "eventops.meetup.cancelled.v1", Public),
        new("event_reinstated", "eventops.meetup.reinstated.v1", Public),
        new("speaker_added", "eventops.speaker.added.v1", Draft),
        new("speaker_revised", "eventops.speaker.revised.v1", Draft),
        new("speaker_removed", "eventops.speaker.removed.v1", Draft),
        new("talk_added", "eventops.talk.added.v1", Draft),
        new("talk_revised", "eventops.talk.revised.v1", Draft),
        new("talk_withdrawn", "eventops.talk.withdrawn.v1", Draft),
        new("speakers_assigned", "eventops.speakers.assigned.v1", Draft),
        new("slot_placed", "eventops.slot.placed.v1", Draft),
        new("slot_moved", "eventops.slot.moved.v1", Draft),
        new("slot_removed", "eventops.slot.removed.v1", Draft),
        new("agenda_published", "eventops.agenda.published.v1", Public),
        new("slides_attached", "eventops.slides.attached.v1", Draft),
        new("slides_scheduled", "eventops.slides.scheduled.v1", Draft),
        new("slides_held", "eventops.slides.held.v1", Draft),
        new("slides_published", "eventops.slides.published.v1", Public),
        new("slides_replaced", "eventops.slides.replaced.v1", OncePublished),
        new("slides_withdrawn", "eventops.slides.withdrawn.v1", OncePublished),
        new("recording_added", "eventops.recording.added.v1", Public),
        new("recording_removed", "eventops.recording.removed.v1", Public),
        new("recap_written", "eventops.recap.written.v1", Draft),
        new("recap_published", "eventops.recap.published.v1", Public),
        new("registration_opened", "eventops.registration.opened.v1", Public),
        new("registration_closed", "eventops.registration.closed.v1", Public),
        new("channel_set", "eventops.channel.set.v1", Public),
        new("channel_removed", "eventops.channel.removed.v1", Public),
        new("organiser_added", "eventops.organiser.added.v1", Public),
        new("organiser_removed", "eventops.organiser.removed.v1", Public),
        // The recap lists these, so they wait for it.
        new("reference_added", "eventops.reference.added.v1", OncePublished),
        new("reference_removed", "eventops.reference.removed.v1", OncePublished),
        new("photos_added", "eventops.photos.added.v1", OncePublished),
        new("photos_removed", "eventops.photos.removed.v1", OncePublished),
        // Whoever keeps copies has to hear of it, whatever they were allowed to read.
        new("person_erased", "eventops.person.erased.v1", Public),
    ];

    private static readonly FrozenDictionary<string, MessageType> ByStoredName =
        All.ToFrozenDictionary(type => type.StoredName);

    /// <summary>The type of a stored event; null when no message is made of it.</summary>
    public static MessageType? Of(string storedName) => ByStoredName.GetValueOrDefault(storedName);

    /// <summary>The type that a stored name stands for by the rule of this table, whether it is in it or not.</summary>
    internal static string NameOf(string storedName)
    {
        var dotted = storedName.Replace('_', '.');
        return $"eventops.{(dotted.StartsWith("event.", StringComparison.Ordinal) ? "meetup" + dotted["event".Length..] : dotted)}.v1";
    }

    /// <summary>The stored names whose messages a list of wishes can match at all; all names for an empty list.</summary>
    public static IReadOnlyList<string> StoredNames(IReadOnlyList<string> wishes) =>
        [.. All.Where(type => wishes.Count == 0 || wishes.Any(wish => TypeWish.Matches(wish, type.Name))).Select(t => t.StoredName)];
}
