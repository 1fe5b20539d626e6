using System.Reflection;
using EventOps.Domain.Meetups;
using EventOps.Domain.Shared;
using NodaTime;

namespace EventOps.Notifications.Tests.Messages;

/// <summary>One of each event with every field filled, or with none that may be absent.</summary>
internal static class FullEvent
{
    public static MeetupEvent Of(Type type, bool filled) => (MeetupEvent)Make(type, filled);

    private static object Make(Type type, bool filled)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(parameter => Argument(parameter, filled))]);
    }

    private static object? Argument(ParameterInfo parameter, bool filled) =>
        !filled && new NullabilityInfoContext().Create(parameter).WriteState is NullabilityState.Nullable
            ? null
            : Value(Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType, filled);

    private static object Value(Type type, bool filled) => type switch
    {
        _ when type == typeof(string) => "从零到一",
        _ when type == typeof(Guid) => History.Id(7, 7),
        _ when type == typeof(bool) => true,
        _ when type == typeof(int) || type == typeof(long) => Convert.ChangeType(3, type, null),
        _ when type == typeof(LocalDateTime) => new LocalDateTime(2021, 12, 18, 13, 0, filled ? 30 : 0),
        _ when type == typeof(LocalDate) => new LocalDate(2021, 12, 18),
        _ when type == typeof(LocalTime) => new LocalTime(13, 0, filled ? 30 : 0),
        _ when type == typeof(Instant) => Instant.FromUtc(2021, 12, 18, 5, 0),
        _ when type == typeof(AvailableFrom) => filled ? AvailableFrom.At(new(2021, 12, 18, 18, 0)) : AvailableFrom.EndOfTalk,
        { IsEnum: true } => Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!,
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(ValueList<>) => List(type.GetGenericArguments()[0], filled),
        _ => Make(type, filled),
    };

    private static object List(Type item, bool filled)
    {
        var items = Array.CreateInstance(item, filled ? 2 : 0);
        for (var i = 0; i < items.Length; i++)
            items.SetValue(Value(item, filled), i);
        return typeof(FullEvent).GetMethod(nameof(ListOf), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(item).Invoke(null, [items])!;
    }

    private static ValueList<T> ListOf<T>(T[] items) => [.. items];
}
