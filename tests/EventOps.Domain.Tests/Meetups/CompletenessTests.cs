using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using EventOps.Domain.Meetups;
using NodaTime;
using Xunit;

namespace EventOps.Domain.Tests.Meetups;

/// <summary>C# cannot see that these hierarchies are closed; so each switch and table over them is held against all of them.</summary>
public sealed class CompletenessTests
{
    public static TheoryData<Type> Events => [.. DerivedFrom<MeetupEvent>()];

    public static TheoryData<Type> Commands => [.. DerivedFrom<MeetupCommand>()];

    [Theory]
    [MemberData(nameof(Events))]
    public void every_event_is_stored_under_its_own_name_in_snake_case(Type happened) =>
        Assert.Equal(JsonNamingPolicy.SnakeCaseLower.ConvertName(happened.Name), MeetupEvent.Names.NameOf(happened));

    [Fact]
    public void and_nothing_else_is() =>
        Assert.Equal(DerivedFrom<MeetupEvent>().Count(), MeetupEvent.Names.Names.Count());

    [Theory]
    [MemberData(nameof(Events))]
    public void every_event_has_its_evolution(Type happened)
    {
        // An event without its facts may break a case, but must have one.
        var blank = (MeetupEvent)RuntimeHelpers.GetUninitializedObject(happened);
        Assert.IsNotType<UnreachableException>(Record.Exception(() => Meetup.Initial.Evolve(blank)));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void every_command_but_the_first_needs_a_meetup(Type command)
    {
        var blank = (MeetupCommand)RuntimeHelpers.GetUninitializedObject(command);
        if (blank is not ScheduleEvent)
            Assert.IsType<MeetupNotFound>(blank.Decide(Meetup.Initial, default(Instant)).Refusal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void every_command_is_sealed_and_has_its_tests(Type command)
    {
        Assert.True(command.IsSealed);
        Assert.NotNull(typeof(CompletenessTests).Assembly.GetType($"EventOps.Domain.Tests.Meetups.{command.Name}Tests"));
    }

    private static IEnumerable<Type> DerivedFrom<T>() =>
        typeof(T).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(T))).OrderBy(type => type.Name);
}
