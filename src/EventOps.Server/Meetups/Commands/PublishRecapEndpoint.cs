using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class PublishRecapEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<PublishRecap>(new Shape());

    private sealed class Shape : AbstractValidator<PublishRecap>
    {
        public Shape()
        {
            RuleFor(c => c.Comment).Text(FieldRules.Reason);
        }
    }
}
