using EventOps.EventStore;

namespace EventOps.Notifications.Messages;

/// <summary>The header that an import puts on the events it brings from the past, so that nobody is woken by history.</summary>
public static class ImportHeader
{
    public const string Name = "imported";

    public const string Value = "true";

    public static bool IsOn(RecordedEvent stored) => stored.Header(Name) == Value;
}
