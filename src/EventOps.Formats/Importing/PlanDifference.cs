using System.Diagnostics;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;

namespace EventOps.Formats.Importing;

/// <summary>The commands that bring a meetup to what one wanted command asks, none if it is there.</summary>
internal sealed class PlanDifference(MeetupDraft draft, Meetup current, ImportMemory last, Findings findings)
{
    private const string Reason = "import";

    private readonly PlanIdentities known = new(draft, current, last.Ids);

    public ImportMemory Memory => new([.. draft.Wanted.Select(Known)], known.All.ToDictionary());

    public IEnumerable<MeetupCommand> Of(MeetupCommand wanted, Meetup meetup, List<MeetupCommand> planned) => wanted switch
    {
        ScheduleEvent c => Told("event", c.Title, EventDifference.Of(c, meetup, last.Of<ScheduleEvent>(_ => true)), EventDifference.Of(c, meetup, null), meetup),
        AddSpeaker c => Speaker((AddSpeaker)Known(c), meetup),
        AddTalk c => Talk((AddTalk)Known(c), meetup),
        PlaceSlot c => Slot((PlaceSlot)Known(c), meetup),
        AttachSlides c => Slides((AttachSlides)Known(c), meetup),
        PublishSlides c => meetup.Slides.TryGetValue(known.Of(c.SlidesId), out var deck) && deck.Status is SlidesStatus.Attached
            ? [c with { SlidesId = deck.SlidesId }] : [],
        AddRecording c => Entry(Known(c), c.RecordingId, meetup.Recordings.ContainsKey(known.Of(c.RecordingId)), "recording"),
        AddReference c => Entry(Known(c), c.ReferenceId, meetup.References.ContainsKey(known.Of(c.ReferenceId)), "reference"),
        AddOrganiser c => Entry(c, c.OrganiserId, meetup.Organisers.ContainsKey(known.Of(c.OrganiserId)), "organiser"),
        AddPhotos c => Entry(c, c.PhotosId, meetup.Photos.ContainsKey(known.Of(c.PhotosId)), "photos"),
        AddAlias c => Alias(c, meetup),
        SetChannel c => Entry(
            Known(c), c.ChannelId,
            meetup.Channels.GetValueOrDefault(known.Of(c.ChannelId)) is { } channel && (SaysAsBefore(c) || Covers(channel, c)), "channel"),
        // Registration may have been closed by hand; only a meetup that never had it gets it, or one with another address.
        OpenRegistration c => current.Exists && (meetup.Registration is null || SaysAsBefore(c)) ? [] : [c],
        PublishAgenda c => Release(c, planned),
        WriteRecap c => current.Exists && SaysAsBefore(c) ? [] : [c],
        PublishRecap c => !current.RecapPublished || planned.Exists(p => p is WriteRecap) ? [c] : [],
        CancelEvent or PostponeEvent => [wanted],
        _ => throw new UnreachableException($"The importer does not want {wanted.GetType().Name}."),
    };

    public void TellWhatIsGone()
    {
        foreach (var talk in current.Talks.Values.Where(talk => !talk.Withdrawn && !known.Wants(talk.TalkId)).OrderBy(talk => talk.Title, StringComparer.Ordinal))
            findings.Info("talk.not_on_page", "The meetup has a talk that the page does not name; it stays.", 1, talk.Title);
        foreach (var person in current.Speakers.Values.Where(person => !known.Wants(person.SpeakerId)).OrderBy(person => person.SpeakerId))
            findings.Info("speaker.not_on_page", "The meetup has a speaker whom the page does not name; they stay.", 1, person.Name ?? person.Alias);
        foreach (var deck in current.Slides.Values.Where(deck => deck.Status is not SlidesStatus.Withdrawn && Tells(deck.TalkId) && !known.Wants(deck.SlidesId)).OrderBy(deck => deck.SlidesId))
            findings.Info("deck.not_on_page", "The meetup has slides that the page does not list; they stay.", 1, deck.Title);
        foreach (var slot in current.Slots.Values.Where(slot => Tells(slot.TalkId) && !known.Wants(slot.SlotId)).OrderBy(slot => slot.SlotId))
            findings.Info("slot.not_on_page", "The meetup has a slot that the page does not list; it stays.", 1, slot.Title);
    }

    private bool Tells(Guid? talkId) => talkId is not null || !draft.TellsOnlyTalks;

    private IEnumerable<MeetupCommand> Speaker(AddSpeaker wanted, Meetup meetup)
    {
        if (!meetup.Speakers.TryGetValue(wanted.SpeakerId, out var speaker))
            return Entry(wanted, wanted.SpeakerId, present: false, "speaker");
        var before = last.Of<AddSpeaker>(said => said.SpeakerId == wanted.SpeakerId);
        return Told("speaker", speaker.Name ?? speaker.Alias, [Revised(wanted, before)], [Revised(wanted, null)], meetup);
    }

    private static ReviseSpeaker Revised(AddSpeaker wanted, AddSpeaker? before) => new(
        wanted.SpeakerId, ImportMemory.Changed(wanted.Name, before?.Name), ImportMemory.Changed(wanted.Alias, before?.Alias),
        ImportMemory.Changed(wanted.Organisation, before?.Organisation), ImportMemory.Changed(wanted.Role, before?.Role), ImportMemory.Changed(wanted.Bio, before?.Bio));

    private IEnumerable<MeetupCommand> Talk(AddTalk wanted, Meetup meetup)
    {
        if (!meetup.Talks.TryGetValue(wanted.TalkId, out var talk))
            return Entry(wanted, wanted.TalkId, present: false, "talk");
        if (talk.Withdrawn)
            return StaysRemoved("talk", wanted.Title);
        var before = last.Of<AddTalk>(said => said.TalkId == wanted.TalkId);
        return Told("talk", talk.Title, Revised(wanted, before, talk), Revised(wanted, null, talk), meetup);
    }

    private static IEnumerable<MeetupCommand> Revised(AddTalk wanted, AddTalk? before, Talk talk)
    {
        ValueList<string>? takeaways = wanted.Takeaways.Count > 0 && wanted.Takeaways != before?.Takeaways ? wanted.Takeaways : null;
        yield return new ReviseTalk(
            wanted.TalkId, ImportMemory.Changed(wanted.Title, before?.Title), ImportMemory.Changed(wanted.Kind, before?.Kind),
            ImportMemory.Changed(wanted.Abstract, before?.Abstract), takeaways);
        if (wanted.Speakers != before?.Speakers)
            yield return new AssignSpeakers(wanted.TalkId, wanted.Speakers.Count > 0 ? wanted.Speakers : talk.Speakers, Reason);
    }

    private IEnumerable<MeetupCommand> Slot(PlaceSlot wanted, Meetup meetup)
    {
        if (!meetup.Slots.ContainsKey(wanted.SlotId))
            return Entry(wanted, wanted.SlotId, present: false, "slot");
        var move = new MoveSlot(wanted.SlotId, wanted.Day, wanted.Start, wanted.End, wanted.Room);
        var before = last.Of<PlaceSlot>(said => said.SlotId == wanted.SlotId);
        var isMoved = before is null || (wanted.Day, wanted.Start, wanted.End, wanted.Room) != (before.Day, before.Start, before.End, before.Room);
        return Told("slot", wanted.Title, isMoved ? [move] : [], [move], meetup);
    }

    // What an organizer revised since, and the page repeats as it was, is only told.
    private List<MeetupCommand> Told(
        string noun, string? title, IEnumerable<MeetupCommand> asked, IEnumerable<MeetupCommand> unlike, Meetup meetup)
    {
        var commands = asked.ToList();
        var asks = commands.Exists(command => Changes(command, meetup));
        if (!last.IsEmpty && !asks && unlike.Any(command => Changes(command, meetup)))
            findings.Info($"{noun}.revised_since", "An organizer changed it since the page was imported; the page says what it said before, and it stays.", 1, title);
        return commands;
    }

    private static bool Changes(MeetupCommand command, Meetup meetup) =>
        command.Decide(meetup, NodaTime.Instant.MaxValue) is { Refusal: null, Events.Count: > 0 };

    private bool SaysAsBefore(MeetupCommand command) => last.Wanted.Contains(command);

    private MeetupCommand Known(MeetupCommand command) => command switch
    {
        AddSpeaker c => c with { SpeakerId = known.Of(c.SpeakerId) },
        AddTalk c => c with { TalkId = known.Of(c.TalkId), Speakers = [.. c.Speakers.Select(s => s with { SpeakerId = known.Of(s.SpeakerId) })] },
        PlaceSlot c => c with { SlotId = known.Of(c.SlotId), TalkId = known.Of(c.TalkId) },
        AttachSlides c => c with { SlidesId = known.Of(c.SlidesId), TalkId = known.Of(c.TalkId) },
        AddRecording c => c with { TalkId = known.Of(c.TalkId) },
        AddReference c => c with { TalkId = known.Of(c.TalkId) },
        SetChannel c => c with { ChannelId = known.Of(c.ChannelId) },
        _ => command,
    };

    private IEnumerable<MeetupCommand> Slides(AttachSlides wanted, Meetup meetup)
    {
        if (!meetup.Slides.TryGetValue(wanted.SlidesId, out var deck))
            return [wanted];
        if (deck.Status is SlidesStatus.Withdrawn)
            return StaysRemoved("deck", wanted.Title);
        if (wanted.Url is not { } link)
            return [];
        var before = last.Of<AttachSlides>(said => said.SlidesId == wanted.SlidesId);
        if (before is not null ? before == wanted && deck.Url != link : !known.IsReplacement(deck, link))
        {
            findings.Info("deck.replaced_since", "The slides were replaced since the page was imported; the page's older link was left out.", 1, wanted.Title, deck.Url);
            return [];
        }

        return before == wanted ? [] : [new ReplaceSlides(wanted.SlidesId, link, wanted.Title, Reason)];
    }

    // An organizer's unreleased changes are not the importer's to release.
    private IEnumerable<MeetupCommand> Release(PublishAgenda wanted, List<MeetupCommand> planned)
    {
        var changes = planned.Exists(c => c is AddSpeaker or ReviseSpeaker or AddTalk or ReviseTalk or AssignSpeakers or PlaceSlot or MoveSlot);
        if (current is { Release: > 0, AgendaChanged: true } && changes)
        {
            findings.Warn("agenda.unreleased", "The agenda has changes that nobody released; release it by hand.", 1);
            return [];
        }

        return current.Release == 0 || changes ? [wanted] : [];
    }

    private IEnumerable<MeetupCommand> Entry(MeetupCommand wanted, Guid id, bool present, string noun)
    {
        if (present)
            return [];
        return current.Removed.Contains((noun, id)) ? StaysRemoved(noun, "") : [wanted];
    }

    private IEnumerable<MeetupCommand> Alias(AddAlias wanted, Meetup meetup)
    {
        if (meetup.IsCalled(wanted.Alias))
            return [];
        return current.RemovedAliases.Contains(wanted.Alias) ? StaysRemoved("alias", wanted.Alias) : [wanted];
    }

    private IEnumerable<MeetupCommand> StaysRemoved(string noun, string title)
    {
        findings.Info($"{noun}.stays_removed", "An organizer took it away; the page does not bring it back.", 1, title);
        return [];
    }

    private static bool Covers(Channel channel, SetChannel wanted) =>
        channel.Kind == wanted.Kind && channel.Number == wanted.Number && channel.Url == wanted.Url
        && channel.Name == (wanted.Name ?? channel.Name) && channel.Picture == (wanted.Picture ?? channel.Picture);
}
