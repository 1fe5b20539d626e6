using System.Diagnostics;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using EventOps.Projections.Shared;

namespace EventOps.Projections.Catalogue;

/// <summary>A speaker as a list of meetups names them.</summary>
public sealed record SpeakerName(
    Guid SpeakerId, string? Name, string? Alias, string? Organisation = null, string? Role = null);

/// <summary>A talk as a list of meetups names it.</summary>
public sealed record TalkTitle(Guid TalkId, string Title, ValueList<Guid> SpeakerIds);

/// <summary>Who speaks about what, in the order added, without texts that no list shows. Withdrawn talks leave it.</summary>
public sealed record Lineup(ValueList<SpeakerName> Speakers, ValueList<TalkTitle> Talks)
{
    public static Lineup Empty { get; } = new([], []);

    public Lineup On(MeetupEvent happened) => happened switch
    {
        SpeakerAdded e => With(new SpeakerName(e.SpeakerId, e.Name, e.Alias, e.Organisation, e.Role)),
        SpeakerRevised e => With(new SpeakerName(e.SpeakerId, e.Name, e.Alias, e.Organisation, e.Role)),
        SpeakerRemoved e => this with { Speakers = Speakers.Without(e.SpeakerId, s => s.SpeakerId) },
        TalkAdded e => this with { Talks = Talks.Put(new(e.TalkId, e.Title, Ids(e.Speakers)), t => t.TalkId) },
        TalkRevised e => Change(e.TalkId, talk => talk with { Title = e.Title }),
        TalkWithdrawn e => this with { Talks = Talks.Without(e.TalkId, t => t.TalkId) },
        SpeakersAssigned e => Change(e.TalkId, talk => talk with { SpeakerIds = Ids(e.Speakers) }),
        PersonErased e => this with
        {
            Speakers = [.. Speakers.Select(s => e.SpeakerIds.Contains(s.SpeakerId) ? new(s.SpeakerId, ErasedPerson.Name, null) : s)],
        },
        _ => throw new UnreachableException($"{happened.GetType().Name} says nothing about who speaks about what."),
    };

    /// <summary>Without the speakers whom no talk names.</summary>
    public Lineup OnStage()
    {
        var named = Talks.SelectMany(talk => talk.SpeakerIds).ToHashSet();
        return this with { Speakers = [.. Speakers.Where(speaker => named.Contains(speaker.SpeakerId))] };
    }

    private static ValueList<Guid> Ids(ValueList<TalkSpeaker> speakers) => [.. speakers.Select(s => s.SpeakerId)];

    private Lineup With(SpeakerName speaker) => this with { Speakers = Speakers.Put(speaker, s => s.SpeakerId) };

    private Lineup Change(Guid talkId, Func<TalkTitle, TalkTitle> change) =>
        this with { Talks = Talks.Change(talkId, t => t.TalkId, change) };
}
