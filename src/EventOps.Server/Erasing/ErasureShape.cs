using EventOps.Server.Hosting;
using EventOps.Server.Meetups.Commands;
using FluentValidation;

namespace EventOps.Server.Erasing;

/// <summary>What a request to erase must look like.</summary>
internal static class ErasureShape
{
    private static readonly Shape Rules = new();

    public static IReadOnlyList<FieldError> Errors(EraseRequest request) => CommandReader.ErrorsOf(Rules.Validate(request));

    private sealed class Shape : AbstractValidator<EraseRequest>
    {
        public Shape()
        {
            RuleFor(r => r.Reason).Filled().Line(FieldRules.Reason);
            RuleFor(r => r.Confirm).Filled().Line(FieldRules.Name);
            RuleFor(r => r.Include).AtMost(50);
            RuleFor(r => r.Users).AtMost(50);
            RuleForEach(r => r.Users).Filled().Line(FieldRules.Name);
        }
    }
}
