using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class LiftEmbargoEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<LiftEmbargo>(new Shape());

    private sealed class Shape : AbstractValidator<LiftEmbargo>
    {
        public Shape()
        {
            RuleFor(c => c.SlidesId).Id();
        }
    }
}
