using System.Reflection;
using System.Runtime.CompilerServices;
using EventOps.Domain.Meetups;

namespace EventOps.Notifications.Tests;

/// <summary>One of each event, whatever events there will be.</summary>
internal static class Samples
{
    public static Meetup Meetup { get; } = History.UntilSlides.Aggregate(Domain.Meetups.Meetup.Initial, (m, e) => m.Evolve(e));

    public static MeetupEvent Of(Type type) =>
        (MeetupEvent)type.GetConstructors()[0].Invoke([.. type.GetConstructors()[0].GetParameters().Select(Value)]);

    private static object? Value(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var t when t == typeof(string) => "text",
        { IsValueType: true } t when Nullable.GetUnderlyingType(t) is null => RuntimeHelpers.GetUninitializedObject(t),
        _ => null,
    };
}
