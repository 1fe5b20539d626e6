using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class RemoveReferenceEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<RemoveReference>(new Shape());

    private sealed class Shape : AbstractValidator<RemoveReference>
    {
        public Shape()
        {
            RuleFor(c => c.ReferenceId).Id();
        }
    }
}
