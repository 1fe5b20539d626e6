using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class ChangeSlugEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<ChangeSlug>(new Shape());

    private sealed class Shape : AbstractValidator<ChangeSlug>
    {
        public Shape() => RuleFor(c => c.Slug).Slug();
    }
}
