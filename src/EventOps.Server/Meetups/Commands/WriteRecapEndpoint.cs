using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class WriteRecapEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<WriteRecap>(new Shape());

    private sealed class Shape : AbstractValidator<WriteRecap>
    {
        public Shape()
        {
            RuleFor(c => c.Summary).Filled().Text(FieldRules.Recap);
        }
    }
}
