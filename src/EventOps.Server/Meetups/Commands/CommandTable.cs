using System.Collections.Frozen;

namespace EventOps.Server.Meetups.Commands;

/// <summary>Every command that a meetup takes; a test holds the table against the Domain.</summary>
internal static class CommandTable
{
    public static IReadOnlyList<CommandSlice> Slices { get; } =
    [
        ScheduleEventEndpoint.Slice,
        ReviseEventEndpoint.Slice,
        ChangeSlugEndpoint.Slice,
        AddAliasEndpoint.Slice,
        RemoveAliasEndpoint.Slice,
        RescheduleEventEndpoint.Slice,
        RelocateEventEndpoint.Slice,
        PostponeEventEndpoint.Slice,
        CancelEventEndpoint.Slice,
        ReinstateEventEndpoint.Slice,
        AddSpeakerEndpoint.Slice,
        ReviseSpeakerEndpoint.Slice,
        RemoveSpeakerEndpoint.Slice,
        AddTalkEndpoint.Slice,
        ReviseTalkEndpoint.Slice,
        WithdrawTalkEndpoint.Slice,
        AssignSpeakersEndpoint.Slice,
        PlaceSlotEndpoint.Slice,
        MoveSlotEndpoint.Slice,
        RemoveSlotEndpoint.Slice,
        PublishAgendaEndpoint.Slice,
        AttachSlidesEndpoint.Slice,
        PublishSlidesEndpoint.Slice,
        HoldSlidesEndpoint.Slice,
        LiftEmbargoEndpoint.Slice,
        ReplaceSlidesEndpoint.Slice,
        WithdrawSlidesEndpoint.Slice,
        AddRecordingEndpoint.Slice,
        RemoveRecordingEndpoint.Slice,
        WriteRecapEndpoint.Slice,
        PublishRecapEndpoint.Slice,
        OpenRegistrationEndpoint.Slice,
        CloseRegistrationEndpoint.Slice,
        SetChannelEndpoint.Slice,
        RemoveChannelEndpoint.Slice,
        AddOrganiserEndpoint.Slice,
        RemoveOrganiserEndpoint.Slice,
        AddReferenceEndpoint.Slice,
        RemoveReferenceEndpoint.Slice,
        AddPhotosEndpoint.Slice,
        RemovePhotosEndpoint.Slice,
        RevertToEndpoint.Slice,
    ];

    private static readonly FrozenDictionary<string, CommandSlice> Named = Slices.ToFrozenDictionary(slice => slice.Name);

    private static readonly FrozenDictionary<Type, CommandSlice> Typed = Slices.ToFrozenDictionary(slice => slice.Type);

    public static CommandSlice? Find(string name) => Named.GetValueOrDefault(name);

    public static CommandSlice Of(Type type) => Typed[type];
}
