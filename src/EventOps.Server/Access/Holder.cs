using System.Collections.Frozen;
using EventOps.Domain.Communities;
using EventOps.Domain.Shared;

namespace EventOps.Server.Access;

/// <summary>Somebody known: the holder of a key, or a person who signed in.</summary>
/// <param name="Community">Where; empty for an operator.</param>
/// <param name="Id">Of the key or of the person.</param>
/// <param name="Name">The name in the log, like <c>key:eo_1a2b3c</c>.</param>
/// <param name="Role">Absent for an operator.</param>
/// <param name="Talks">The talks that are theirs, for a speaker.</param>
/// <param name="Until">When it ends by itself.</param>
internal sealed record Holder(
    string Community, Guid Id, string Name, Role? Role, FrozenSet<Right> Rights, ValueList<OwnTalk> Talks = default, DateTimeOffset? Until = null)
{
    public bool May(Right right) => Rights.Contains(right);
}

