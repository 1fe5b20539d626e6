using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class AddPhotosEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<AddPhotos>(new Shape(), (c, newId) => c with { PhotosId = newId(c.PhotosId) });

    private sealed class Shape : AbstractValidator<AddPhotos>
    {
        public Shape()
        {
            RuleFor(c => c.Title).Line(FieldRules.Title);
            RuleFor(c => c.Url).Filled().Link();
        }
    }
}
