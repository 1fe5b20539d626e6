using EventOps.Domain.Communities;
using EventOps.Server.Hosting;
using EventOps.Server.Meetups.Commands;
using FluentValidation;
using NodaTime;

namespace EventOps.Server.Access;

/// <summary>What a request for a key must look like.</summary>
internal sealed class KeyShape : AbstractValidator<CreateKeyRequest>
{
    private const int MostTalks = 50;

    private KeyShape(Instant now)
    {
        RuleFor(k => k.Name).Filled().Line(100);
        RuleFor(k => k.Talks).AtMost(MostTalks);
        RuleFor(k => k.Talks).Must((key, talks) => key.Role is Role.Speaker == talks.Count > 0).WithErrorCode("talks")
            .WithMessage("A speaker needs at least one talk of their own, and nobody else has any.");
        RuleFor(k => k.Rights).Must((key, rights) => rights is not { } only || (only.Count > 0 && only.All(Rights.Of(key.Role).Contains) && !only.Contains(Right.None)))
            .WithErrorCode("out_of_range").WithMessage("'rights' must be some of those that the role has.");
        RuleFor(k => k.ExpiresAt).Must(expires => expires is null || expires > now).WithErrorCode("out_of_range")
            .WithMessage("'expiresAt' must be in the future.");
    }

    public static IReadOnlyList<FieldError> ErrorsOf(CreateKeyRequest request, TimeProvider time) =>
        CommandReader.ErrorsOf(new KeyShape(Instant.FromDateTimeOffset(time.GetUtcNow())).Validate(request));
}
