using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class CloseRegistrationEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<CloseRegistration>(new Shape());

    private sealed class Shape : AbstractValidator<CloseRegistration>
    {
        public Shape()
        {
            RuleFor(c => c.Reason).Line(FieldRules.Reason);
        }
    }
}
