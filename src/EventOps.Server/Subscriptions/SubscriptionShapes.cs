using EventOps.Domain.Subscriptions;
using EventOps.Notifications.Messages;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups.Commands;
using FluentValidation;

namespace EventOps.Server.Subscriptions;

/// <summary>What the fields of a subscription may look like, whatever its kind.</summary>
internal static class SubscriptionShapes
{
    private const int MostTypes = 50;
    private const int MostFilters = 100;
    private const int LongestSecret = 4_096;

    // Before those that use it.
    private static readonly FilterShape Filter = new();

    public static AbstractValidator<SubscriptionRequest> Request { get; } = new RequestShape();

    public static AbstractValidator<SubscriptionPatch> Patch { get; } = new PatchShape();

    public static IReadOnlyList<FieldError> ErrorsOf(PauseRequest request) => CommandReader.ErrorsOf(new PauseShape().Validate(request));

    private sealed class PauseShape : AbstractValidator<PauseRequest>
    {
        public PauseShape() => RuleFor(r => r.Reason).Line(FieldRules.Reason);
    }

    private sealed class RequestShape : AbstractValidator<SubscriptionRequest>
    {
        public RequestShape()
        {
            RuleFor(r => r.Name).Filled().Line(FieldRules.Name);
            RuleFor(r => r.Sink).Filled();
            RuleFor(r => r.Types).AtMost(MostTypes);
            RuleForEach(r => r.Types).Type();
            RuleFor(r => r.Language).Tongue();
            RuleFor(r => r.QuietSeconds).Quiet();
            RuleFor(r => r.Filter!).SetValidator(Filter).When(r => r.Filter is not null);
            RuleFor(r => r.Secret).Secret();
        }
    }

    private sealed class PatchShape : AbstractValidator<SubscriptionPatch>
    {
        public PatchShape()
        {
            RuleFor(r => r.Name).NotBlank().Line(FieldRules.Name);
            RuleFor(r => r.Sink).NotBlank();
            RuleFor(r => r.Types).AtMost(MostTypes);
            RuleForEach(r => r.Types ?? default).Type().OverridePropertyName("Types");
            RuleFor(r => r.Language).Tongue();
            RuleFor(r => r.QuietSeconds.GetValueOrDefault()).Quiet().OverridePropertyName("QuietSeconds");
            RuleFor(r => r.Filter!).SetValidator(Filter).When(r => r.Filter is not null);
            RuleFor(r => r.Secret).Secret();
        }
    }

    private sealed class FilterShape : AbstractValidator<SubscriptionFilter>
    {
        public FilterShape()
        {
            RuleFor(f => f.Series).AtMost(MostFilters);
            RuleForEach(f => f.Series).Filled().Line(FieldRules.Name);
            RuleFor(f => f.Tags).AtMost(MostFilters);
            RuleForEach(f => f.Tags).Filled().Line(FieldRules.Name);
            RuleFor(f => f.MeetupIds).AtMost(MostFilters);
            RuleForEach(f => f.MeetupIds).Id();
        }
    }

    private static IRuleBuilderOptions<T, string?> Type<T>(this IRuleBuilder<T, string?> rule) => rule
        .Filled().Line(FieldRules.Name)
        .Must(wish => TypeWish.IsKnown(wish!)).WithErrorCode("unknown_type").WithMessage("'{PropertyName}' names no type of message.");

    private static IRuleBuilderOptions<T, string?> Tongue<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(language => language is null or "zh" or "en").WithErrorCode("not_a_language")
        .WithMessage("'{PropertyName}' must be zh or en.");

    private static IRuleBuilderOptions<T, int> Quiet<T>(this IRuleBuilder<T, int> rule) => rule
        .InclusiveBetween(0, SubscriptionSettings.LongestQuiet).WithErrorCode("out_of_range")
        .WithMessage($"'{{PropertyName}}' must be a whole number from 0 to {SubscriptionSettings.LongestQuiet}.");

    private static IRuleBuilderOptions<T, string?> Secret<T>(this IRuleBuilder<T, string?> rule) => rule
        .MaximumLength(LongestSecret).WithErrorCode("too_long")
        .Must(text => text is null || text.Length > 0 && text.All(c => c is > ' ' and <= '~')).WithErrorCode("not_a_secret")
        .WithMessage("'{PropertyName}' must be visible ASCII characters without blanks.");
}
