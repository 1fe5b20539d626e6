using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using NodaTime;
using static EventOps.Testing.Scenarios.Ids;

namespace EventOps.Domain.Tests.Meetups;

/// <summary>Commands at random, from so few ids, times and texts that they keep getting into each other's way.</summary>
internal sealed class RandomCommand(Random random)
{
    public MeetupCommand Next() => random.Next(39) switch
    {
        0 => new ScheduleEvent("clouds", Text(), Time(), Zone(), Any<MeetupForm>(), End: Maybe(Time()), Weekday: Any<IsoDayOfWeek>()),
        1 => new ReviseEvent(MaybeText(), MaybeText(), Tags: random.Next(2) == 0 ? null : [Text()]),
        2 or 3 => new RescheduleEvent(Time(), Text(), Maybe(Time()), random.Next(2) == 0 ? null : Zone()),
        4 => new RelocateEvent(Any<MeetupForm>(), Text(), random.Next(2) == 0 ? null : new Venue(Text(), MaybeText())),
        5 => new PostponeEvent(Text()),
        6 => random.Next(3) == 0 ? new CancelEvent(Text()) : new ReinstateEvent(),
        7 => new ReinstateEvent(MaybeText()),
        8 or 9 => new AddSpeaker(SomeId(), MaybeText(), MaybeText()),
        10 => new ReviseSpeaker(SomeId(), MaybeText(), MaybeText(), Role: MaybeText()),
        11 => new RemoveSpeaker(SomeId()),
        12 or 13 => new AddTalk(Text(), SomeId(), Any<TalkKind>(), MaybeText(), [Text()], Speakers: Speakers()),
        14 => new ReviseTalk(SomeId(), MaybeText(), Abstract: MaybeText(), Takeaways: []),
        15 => new WithdrawTalk(SomeId(), Text()),
        16 => new AssignSpeakers(SomeId(), Speakers(), MaybeText()),
        17 or 18 => new PlaceSlot(Clock(), Clock(), SomeId(), SlotKind.Talk, SomeId(), Day: Day(), Room: MaybeText(), Overrule: MaybeText()),
        19 => new PlaceSlot(Clock(), Clock(), SomeId(), Any<SlotKind>(), Maybe(SomeId()), Day: Day(), Room: MaybeText()),
        20 => new MoveSlot(SomeId(), Maybe(Day()), Maybe(Clock()), Maybe(Clock()), MaybeText(), MaybeText(), MaybeText()),
        21 => new RemoveSlot(SomeId()),
        22 => new PublishAgenda(MaybeText()),
        23 or 24 => new AttachSlides(Text(), Link(), SomeId(), Maybe(SomeId()), Embargo()),
        25 => new PublishSlides(SomeId(), Embargo()),
        26 => new ReplaceSlides(SomeId(), Link(), MaybeText(), MaybeText()),
        27 => random.Next(3) switch
        {
            0 => new WithdrawSlides(SomeId(), Text()),
            1 => new PublishSlides(SomeId()),
            _ => random.Next(2) == 0 ? new HoldSlides(SomeId()) : new LiftEmbargo(SomeId()),
        },
        28 => new AddRecording(Text(), Link(), SomeId(), Maybe(SomeId())),
        29 => new RemoveRecording(SomeId(), MaybeText()),
        30 => random.Next(2) == 0 ? new WriteRecap(Text()) : new PublishRecap(MaybeText()),
        31 => random.Next(2) == 0 ? new OpenRegistration(Link(), Maybe(Time())) : new CloseRegistration(MaybeText()),
        32 => new SetChannel(Any<ChannelKind>(), SomeId(), MaybeText()),
        33 => random.Next(2) == 0 ? new RemoveChannel(SomeId()) : new RemoveOrganiser(SomeId()),
        34 => new AddOrganiser(Text(), Any<OrganiserRole>(), SomeId()),
        35 => random.Next(2) == 0 ? new AddReference(Text(), Link(), SomeId(), Maybe(SomeId())) : new RemoveReference(SomeId()),
        36 => new ChangeSlug(Pick("clouds", "meetup-13")),
        37 => random.Next(2) == 0 ? new AddAlias(Pick("clouds", "rust")) : new RemoveAlias(Pick("clouds", "rust")),
        _ => random.Next(2) == 0 ? new AddPhotos(Link(), Any<PhotosKind>(), SomeId()) : new RemovePhotos(SomeId()),
    };

    private Guid SomeId() => Id(random.Next(1, 4));

    private string Text() => Pick("云", "Zhou", " ", "a\"b\\c");

    private string? MaybeText() => Pick(null, "", "Hall", "云");

    private string Link() => Pick("https://example.org/a.pdf", "https://example.org/b.png", "not a link");

    private string Zone() => Pick("Asia/Shanghai", "Europe/Berlin", "Mars/Olympus");

    private LocalDateTime Time() => Pick(
        new LocalDateTime(2024, 3, 30, 22, 0), new LocalDateTime(2024, 3, 31, 2, 30), new LocalDateTime(2024, 4, 1, 0, 0),
        new LocalDateTime(2024, 10, 27, 2, 30), LocalDateTime.MinIsoValue, LocalDateTime.MaxIsoValue);

    private AvailableFrom? Embargo() => random.Next(3) switch
    {
        0 => null,
        1 => AvailableFrom.EndOfTalk,
        _ => AvailableFrom.At(Time()),
    };

    private LocalTime Clock() => Pick(LocalTime.Midnight, new LocalTime(13, 0), new LocalTime(13, 30), LocalTime.MaxValue);

    private int Day() => Pick(1, 1, 1, 2, 3, int.MaxValue, int.MinValue);

    private ValueList<TalkSpeaker> Speakers() => random.Next(3) == 0 ? [] : [new(SomeId(), Any<SpeakerPart>())];

    private TEnum Any<TEnum>()
        where TEnum : struct, Enum => Pick(Enum.GetValues<TEnum>());

    private T? Maybe<T>(T value)
        where T : struct => random.Next(2) == 0 ? null : value;

    private T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
