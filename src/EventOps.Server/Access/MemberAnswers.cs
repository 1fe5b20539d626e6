using EventOps.Domain.Communities;
using EventOps.Domain.Shared;
using EventOps.Server.Meetups.Commands;
using FluentValidation;

namespace EventOps.Server.Access;

/// <summary>Says what somebody who signs in is here: by exactly one of subject, email and claim.</summary>
/// <param name="Subject">The provider's id for them (<c>sub</c>).</param>
/// <param name="Email">An address that the provider has verified.</param>
/// <param name="Claim">What the provider says of them, like <c>groups=organizers</c>.</param>
/// <param name="Talks">The talks that are theirs: for a speaker at least one, for nobody else any.</param>
public sealed record GrantRoleRequest(
    Role Role, string? Subject = null, string? Email = null, string? Claim = null, ValueList<OwnTalk> Talks = default)
{
    internal (MemberKind Kind, string Text) Who =>
        Subject is not null ? (MemberKind.Subject, Subject) : Email is not null ? (MemberKind.Email, Email) : (MemberKind.Claim, Claim!);

    internal static IValidator<GrantRoleRequest> Shape { get; } = new Validator();

    private sealed class Validator : AbstractValidator<GrantRoleRequest>
    {
        public Validator()
        {
            RuleFor(m => m.Subject).NotBlank().Line(255);
            RuleFor(m => m.Email).NotBlank().Line(254);
            RuleFor(m => m.Claim).Must(claim => claim is null || claim.IndexOf('=', StringComparison.Ordinal) is > 0 and var at && at < claim.Length - 1)
                .WithErrorCode("not_a_claim").WithMessage("'claim' must be a name and a value, like groups=organizers.").Line(500);
            RuleFor(m => m.Subject).Must((m, _) => new[] { m.Subject, m.Email, m.Claim }.Count(given => given is not null) == 1)
                .WithErrorCode("required").WithMessage("Exactly one of 'subject', 'email' and 'claim' must be given.");
            RuleFor(m => m.Talks).AtMost(50);
        }
    }
}

/// <summary>Somebody who is something here. Who they are, nobody can read from it: ask with what they are called.</summary>
public sealed record MemberAnswer(Guid MemberId, MemberKind Kind, Role Role, ValueList<OwnTalk> Talks)
{
    internal static MemberAnswer Of(Member member) => new(member.MemberId, member.Kind, member.Role, member.Talks);
}

/// <summary>All who are something here.</summary>
public sealed record MembersAnswer(ValueList<MemberAnswer> Members);
