using System.Net;
using System.Runtime.CompilerServices;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace EventOps.Server.Files.Stores;

/// <summary>Files in a bucket of S3, or of something that speaks like it.</summary>
internal sealed class BucketBlobs : IBlobs, IDisposable
{
    private readonly BucketSettings settings;
    private readonly AmazonS3Client client;

    public BucketBlobs(BucketSettings settings)
    {
        this.settings = settings;
        var config = new AmazonS3Config
        {
            ForcePathStyle = settings.PathStyle,
            Timeout = TimeSpan.FromSeconds(100),
            MaxErrorRetry = 3,
            // Others than Amazon's own do not know the checksums that come behind a body.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (settings.Endpoint is { } endpoint)
            (config.ServiceURL, config.AuthenticationRegion) = (endpoint.ToString(), settings.Region);
        else
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(settings.Region);
        client = settings.AccessKey is { } key
            ? new AmazonS3Client(new BasicAWSCredentials(key, settings.SecretKey), config)
            : new AmazonS3Client(config);
    }

    public Task Put(BlobName name, string path, string mediaType, CancellationToken ct) => Asked(async () =>
    {
        // The file may be one that its writer still holds.
        await using var bytes = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        await client.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = settings.Name,
                Key = KeyOf(name),
                InputStream = bytes,
                ContentType = mediaType,
                AutoCloseStream = false,
                UseChunkEncoding = false,
            },
            ct);
        return true;
    });

    public async Task<bool> Has(BlobName name, CancellationToken ct) => await Length(name, ct) is not null;

    public async Task<Stream?> Open(BlobName name, CancellationToken ct) => await Length(name, ct) is { } length
        ? new ObjectStream(length, (from, token) => Asked(async () => (await client.GetObjectAsync(
            new GetObjectRequest { BucketName = settings.Name, Key = KeyOf(name), ByteRange = new ByteRange(from, length - 1) }, token)).ResponseStream))
        : null;

    public Task Remove(BlobName name, CancellationToken ct) => Asked(async () =>
    {
        await client.DeleteObjectAsync(settings.Name, KeyOf(name), ct);
        return true;
    });

    public async IAsyncEnumerable<StoredBlob> List([EnumeratorCancellation] CancellationToken ct)
    {
        string? next = null;
        do
        {
            var page = await Asked(() => client.ListObjectsV2Async(
                new ListObjectsV2Request { BucketName = settings.Name, Prefix = settings.Prefix, ContinuationToken = next }, ct));
            foreach (var found in page.S3Objects ?? [])
            {
                if (BlobName.Of(found.Key[settings.Prefix.Length..]) is { } name && found.LastModified is { } written)
                    yield return new(name, new DateTimeOffset(written.ToUniversalTime()));
            }

            next = page.NextContinuationToken;
        }
        while (!string.IsNullOrEmpty(next));
    }

    public void Dispose() => client.Dispose();

    private Task<long?> Length(BlobName name, CancellationToken ct) => Asked<long?>(async () =>
    {
        try
        {
            return (await client.GetObjectMetadataAsync(settings.Name, KeyOf(name), ct)).ContentLength;
        }
        catch (AmazonS3Exception e) when (e is { StatusCode: HttpStatusCode.NotFound, ErrorCode: not "NoSuchBucket" })
        {
            return null;
        }
    });

    private string KeyOf(BlobName name) => settings.Prefix + name.Key;

    // What the service says goes to the log; the keys are in none of it.
    private static async Task<T> Asked<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException)
        {
            throw FileStoreException.Of(e);
        }
    }
}
