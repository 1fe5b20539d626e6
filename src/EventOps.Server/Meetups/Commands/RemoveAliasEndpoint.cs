using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class RemoveAliasEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<RemoveAlias>(new Shape());

    private sealed class Shape : AbstractValidator<RemoveAlias>
    {
        public Shape() => RuleFor(c => c.Alias).Slug();
    }
}
