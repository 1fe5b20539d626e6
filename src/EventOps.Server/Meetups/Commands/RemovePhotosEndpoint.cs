using EventOps.Domain.Meetups;
using FluentValidation;

namespace EventOps.Server.Meetups.Commands;

internal static class RemovePhotosEndpoint
{
    public static CommandSlice Slice { get; } = CommandSlice.Of<RemovePhotos>(new Shape());

    private sealed class Shape : AbstractValidator<RemovePhotos>
    {
        public Shape()
        {
            RuleFor(c => c.PhotosId).Id();
        }
    }
}
