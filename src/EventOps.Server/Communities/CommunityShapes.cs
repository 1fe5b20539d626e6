using EventOps.Domain.Communities;
using EventOps.Domain.Shared;
using EventOps.Server.Meetups.Commands;
using FluentValidation;

namespace EventOps.Server.Communities;

/// <summary>What requests about communities must look like.</summary>
internal static class CommunityShapes
{
    private const int MostLanguages = 20;
    private const int MostChannels = 12;

    public static IValidator<FoundCommunityRequest> Request { get; } = new RequestShape();

    public static IValidator<ReviseCommunity> Revision { get; } = new RevisionShape();

    private sealed class RequestShape : AbstractValidator<FoundCommunityRequest>
    {
        public RequestShape()
        {
            RuleFor(c => c.Community).Must(CommunityNames.IsName).WithErrorCode("not_a_slug")
                .WithMessage("'community' must be 1 to 63 lower-case letters, digits and single hyphens, and no word that addresses of the server use.");
            RuleFor(c => c.Name).Filled().Line(FieldRules.Name);
            RuleFor(c => c.Language).Filled().Language();
            RuleFor(c => c.Zone).Filled().Line(FieldRules.Name);
            RuleFor(c => c.Languages).AtMost(MostLanguages);
            RuleForEach(c => c.Languages).Filled().Language();
            RuleFor(c => c.Logo).Link();
            RuleFor(c => c.Colour).Colour();
            RuleFor(c => c.Organiser!.Name).Filled().Line(FieldRules.Name).When(c => c.Organiser is not null);
            RuleFor(c => c.Organiser!.Url).Link().When(c => c.Organiser is not null);
            RuleFor(c => c.Website).Link();
        }
    }

    private sealed class RevisionShape : AbstractValidator<ReviseCommunity>
    {
        public RevisionShape()
        {
            RuleFor(c => c.Name).NotBlank().Line(FieldRules.Name);
            RuleFor(c => c.Language).NotBlank().Language();
            RuleFor(c => c.Zone).NotBlank().Line(FieldRules.Name);
            RuleFor(c => c.Languages).AtMost(MostLanguages);
            RuleForEach(c => c.Languages ?? new ValueList<string>()).Filled().Language().OverridePropertyName("languages");
            RuleFor(c => c.Logo).Link();
            RuleFor(c => c.Colour).Colour();
            RuleFor(c => c.Channels).AtMost(MostChannels);
            RuleForEach(c => c.Channels ?? new ValueList<NamedChannel>()).SetValidator(new ChannelShape()).OverridePropertyName("channels");
            RuleFor(c => c.Organiser!.Name).Line(FieldRules.Name).When(c => c.Organiser is not null);
            RuleFor(c => c.Organiser!.Url).Link().When(c => c.Organiser is not null);
            RuleFor(c => c.Website).Link();
        }
    }

    private sealed class ChannelShape : AbstractValidator<NamedChannel>
    {
        public ChannelShape()
        {
            RuleFor(c => c.Name).Line(FieldRules.Name);
            RuleFor(c => c.Number).Line(FieldRules.Name);
            RuleFor(c => c.Url).Link();
            RuleFor(c => c.Name).Must((channel, _) => channel.PictureFile is not null || new[] { channel.Name, channel.Number, channel.Url }.Any(said => !string.IsNullOrWhiteSpace(said)))
                .WithErrorCode("required").WithMessage("'{PropertyName}', a number, an address or a picture must say how to get there.");
        }
    }

    private static void Colour<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(colour => colour is null or "" || Shades.IsColour(colour)).WithErrorCode("not_a_colour")
        .WithMessage("'{PropertyName}' must be a colour like #0b6b61.");
}
