using System.Diagnostics;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;

namespace EventOps.Projections.Shared;

/// <summary>
/// The organizers' speakers, talks and slots as they are now, each in the order added, withdrawn talks among them.
/// </summary>
public sealed record Programme(ValueList<Speaker> Speakers, ValueList<Talk> Talks, ValueList<Slot> Slots)
{
    public static Programme Empty { get; } = new([], [], []);

    public Programme On(MeetupEvent happened) => happened switch
    {
        SpeakerAdded e => With(new Speaker(e.SpeakerId, e.Name, e.Alias, e.Organisation, e.Role, e.Bio)),
        SpeakerRevised e => With(new Speaker(e.SpeakerId, e.Name, e.Alias, e.Organisation, e.Role, e.Bio)),
        SpeakerRemoved e => this with { Speakers = Speakers.Without(e.SpeakerId, s => s.SpeakerId) },
        TalkAdded e => this with
        {
            Talks = Talks.Put(
                new(e.TalkId, e.Title, e.Kind, e.Abstract, e.Takeaways, e.Language, e.Speakers), t => t.TalkId),
        },
        TalkRevised e => Change(e.TalkId, talk => talk with
        {
            Title = e.Title,
            Kind = e.Kind,
            Abstract = e.Abstract,
            Takeaways = e.Takeaways,
            Language = e.Language,
        }),
        TalkWithdrawn e => Change(e.TalkId, talk => talk with { Withdrawn = true }),
        SpeakersAssigned e => Change(e.TalkId, talk => talk with { Speakers = e.Speakers }),
        SlotPlaced e => this with
        {
            Slots = Slots.Put(
                new(e.SlotId, e.Kind, e.TalkId, e.Title, e.Day, e.Start, e.End, e.Room, e.Track), s => s.SlotId),
        },
        SlotMoved e => this with
        {
            Slots = Slots.Change(e.SlotId, s => s.SlotId, slot => slot with
            {
                Day = e.Day,
                Start = e.Start,
                End = e.End,
                Room = e.Room,
                Track = e.Track,
            }),
        },
        SlotRemoved e => this with { Slots = Slots.Without(e.SlotId, s => s.SlotId) },
        PersonErased e => this with
        {
            Speakers = [.. Speakers.Select(s => e.SpeakerIds.Contains(s.SpeakerId) ? ErasedPerson.Of(s) : s)],
        },
        _ => throw new UnreachableException($"{happened.GetType().Name} says nothing about a programme."),
    };

    /// <summary>The ids of the talks that take place.</summary>
    public HashSet<Guid> LiveTalks() => [.. Talks.Where(talk => !talk.Withdrawn).Select(talk => talk.TalkId)];

    private Programme With(Speaker speaker) => this with { Speakers = Speakers.Put(speaker, s => s.SpeakerId) };

    private Programme Change(Guid talkId, Func<Talk, Talk> change) =>
        this with { Talks = Talks.Change(talkId, t => t.TalkId, change) };
}
