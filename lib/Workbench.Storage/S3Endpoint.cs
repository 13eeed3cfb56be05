using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace Workbench.Storage;

/// <summary>Where the storage is: Amazon's, or the one that the environment names, as Amazon's own tools understand it.</summary>
internal static class S3Endpoint
{
    private static readonly string[] Addresses = ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"];
    private static readonly string[] Regions = ["AWS_REGION", "AWS_DEFAULT_REGION"];

    /// <summary>The settings of a client.</summary>
    public static AmazonS3Config FromEnvironment() => First(Addresses) is { } address
        ? new()
        {
            ServiceURL = address,
            AuthenticationRegion = First(Regions) ?? RegionEndpoint.USEast1.SystemName,
            // Others than Amazon have buckets in the path, and do not all know its newer checksums.
            ForcePathStyle = true,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        }
        : new() { RegionEndpoint = FallbackRegionFactory.GetRegionEndpoint() ?? RegionEndpoint.USEast1 };

    private static string? First(IEnumerable<string> variables) =>
        variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrWhiteSpace(value));
}
