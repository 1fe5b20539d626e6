using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class RelocateEventEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<RelocateEvent>(new Shape());

    private sealed class Shape : AbstractValidator<RelocateEvent>
    {
        public Shape()
        {
            RuleFor(c => c.Reason).Filled().Line(FieldRules.Reason);
            RuleFor(c => c.Venue!.Name).Filled().Line(FieldRules.Title).When(c => c.Venue is not null);
            RuleFor(c => c.Venue!.Address).Line(FieldRules.Reason).When(c => c.Venue is not null);
            RuleFor(c => c.StreamUrl).Link();
        }
    }
}
