using System.Text;
using EventOps.Domain.Shared;
using Xunit;

namespace EventOps.Testing.Scenarios;

/// <summary>Events as the store keeps them: a name and JSON. Records that hold lists are compared so, not by reference.</summary>
internal sealed class StoredForm<TEvent>(EventNames<TEvent> names)
    where TEvent : notnull
{
    public string Of(TEvent happened)
    {
        var (type, data) = names.Write(happened);
        return $"{type} {Encoding.UTF8.GetString(data.Span)}";
    }

    public string Of(IEnumerable<TEvent> events) => string.Join('\n', events.Select(Of));

    public TEvent ThereAndBack(TEvent happened)
    {
        var (type, data) = names.Write(happened);
        var back = names.Read(type, data);
        Assert.Equal(Of(happened), Of(back));
        return back;
    }
}
