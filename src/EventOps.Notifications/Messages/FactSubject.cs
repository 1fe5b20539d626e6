using System.Diagnostics;
using EventOps.Domain.Meetups;

namespace EventOps.Notifications.Messages;

/// <summary>What a fact is about within its meetup: the entity it names, and the talk that belongs to it.</summary>
internal sealed record FactSubject(Guid? EntityId, Guid? TalkId)
{
    public static FactSubject Of(MeetupEvent happened, Meetup meetup) => happened switch
    {
        EventScheduled or EventRevised or SlugChanged or AliasAdded or AliasRemoved or EventRescheduled or EventRelocated
            or EventPostponed or EventCancelled or EventReinstated or AgendaPublished or RecapWritten or RecapPublished or RegistrationOpened
            or RegistrationClosed => new(null, null),
        SpeakerAdded e => new(e.SpeakerId, null),
        SpeakerRevised e => new(e.SpeakerId, null),
        SpeakerRemoved e => new(e.SpeakerId, null),
        TalkAdded e => new(e.TalkId, e.TalkId),
        TalkRevised e => new(e.TalkId, e.TalkId),
        TalkWithdrawn e => new(e.TalkId, e.TalkId),
        SpeakersAssigned e => new(e.TalkId, e.TalkId),
        SlotPlaced e => new(e.SlotId, e.TalkId),
        SlotMoved e => new(e.SlotId, meetup.Slots.GetValueOrDefault(e.SlotId)?.TalkId),
        SlotRemoved e => new(e.SlotId, null),
        SlidesAttached e => new(e.SlidesId, e.TalkId),
        SlidesScheduled e => new(e.SlidesId, e.TalkId),
        SlidesHeld e => new(e.SlidesId, e.TalkId),
        SlidesPublished e => new(e.SlidesId, e.TalkId),
        SlidesReplaced e => new(e.SlidesId, e.TalkId),
        SlidesWithdrawn e => new(e.SlidesId, e.TalkId),
        RecordingAdded e => new(e.RecordingId, e.TalkId),
        RecordingRemoved e => new(e.RecordingId, null),
        ChannelSet e => new(e.ChannelId, null),
        ChannelRemoved e => new(e.ChannelId, null),
        OrganiserAdded e => new(e.OrganiserId, null),
        OrganiserRemoved e => new(e.OrganiserId, null),
        ReferenceAdded e => new(e.ReferenceId, e.TalkId),
        ReferenceRemoved e => new(e.ReferenceId, null),
        PhotosAdded e => new(e.PhotosId, null),
        PhotosRemoved e => new(e.PhotosId, null),
        PersonErased e => new(e.ErasureId, null),
        _ => throw new UnreachableException($"No subject for {happened.GetType().Name}."),
    };
}
