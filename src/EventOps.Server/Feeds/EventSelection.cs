using System.Collections.Frozen;
using EventOps.EventStore.Reading;
using EventOps.Notifications.Messages;
using EventOps.Server.Access;
using EventOps.Server.Hosting;

namespace EventOps.Server.Feeds;

/// <summary>Which facts a reader gets: those of one community, of the types wished for, drafts only with a key.</summary>
internal sealed class EventSelection
{
    private const int MostWishes = 20;

    private readonly FrozenSet<string> names;
    private readonly bool drafts;

    private EventSelection(string community, bool drafts, IReadOnlyList<MessageType> types)
    {
        this.drafts = drafts;
        names = types.Select(type => type.Name).ToFrozenSet(StringComparer.Ordinal);
        Community = community;
        Filter = new FeedFilter(community, [.. types.Select(type => type.StoredName)]);
    }

    public string Community { get; }

    /// <summary>The same as the store understands it; it lets drafts of types pass that are sometimes public.</summary>
    public FeedFilter Filter { get; }

    /// <summary>Whether nothing can ever come of it: only drafts are wished for, and there is no key.</summary>
    public bool IsEmpty => names.Count == 0;

    /// <param name="types">Message types or beginnings of them that end in <c>*</c>, separated by commas; null or none: all.</param>
    public static EventSelection Read(Caller caller, string? types, List<FieldError> errors)
    {
        var wishes = types?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (wishes.Length > MostWishes)
            errors.Add(new("types", "too_many", $"'types' must name at most {MostWishes} types."));
        else
            errors.AddRange(wishes.Where(wish => !TypeWish.IsKnown(wish))
                .Select(wish => new FieldError("types", "unknown_type", $"'types' names '{wish}', which no message is.")));
        return new(caller.Community, caller.SeesDrafts, [.. MessageTypes.All.Where(type =>
            (caller.SeesDrafts || type.Audience is not Audience.Draft)
            && (wishes.Length == 0 || wishes.Any(wish => TypeWish.Matches(wish, type.Name))))]);
    }

    public bool Takes(Message message) => Takes(message.Tenant, message.Type, message.IsPublic);

    public bool Takes(string community, string type, bool isPublic) =>
        (isPublic || drafts) && community == Community && names.Contains(type);
}
