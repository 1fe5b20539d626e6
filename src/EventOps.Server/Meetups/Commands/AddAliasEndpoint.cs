using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class AddAliasEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<AddAlias>(new Shape());

    private sealed class Shape : AbstractValidator<AddAlias>
    {
        public Shape() => RuleFor(c => c.Alias).Slug();
    }
}
