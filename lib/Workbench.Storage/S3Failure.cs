using Amazon.Runtime;
using Amazon.S3;
using Workbench.Foundation;

namespace Workbench.Storage;

/// <summary>
/// Says in one line why a storage cannot be used, and what to do about it; never with a key. Where the same again may help, the cause is an
/// <see cref="IOException"/>.
/// </summary>
internal static class S3Failure
{
    private const string Credentials = "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile in ~/.aws";

    /// <summary>Asks a storage something.</summary>
    /// <param name="place">What is asked about, for errors.</param>
    /// <param name="question">The question.</param>
    /// <exception cref="WorkbenchException">It does not answer, or refuses.</exception>
    public static T Told<T>(string place, Func<Task<T>> question)
    {
        try
        {
            return question().GetAwaiter().GetResult();
        }
        catch (AmazonS3Exception refusal)
        {
            var (remedy, mayPass) = refusal.ErrorCode switch
            {
                "NoSuchBucket" => ("Correct the bucket's name", false),
                "NoSuchKey" or "PreconditionFailed" => ("It was deleted or replaced meanwhile: give the same command again", true),
                "AccessDenied" or "Forbidden" or "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "ExpiredToken" =>
                    ($"{Credentials}, of somebody who may do this", false),
                "PermanentRedirect" or "AuthorizationHeaderMalformed" => ("Set AWS_REGION to the bucket's region", false),
                _ => ("Try again later", true),
            };
            throw new WorkbenchException(
                $"s3://{place}: the storage refuses: {refusal.Message.TrimEnd('.')} ({refusal.ErrorCode}). {remedy}.",
                mayPass ? new IOException(refusal.Message, refusal) : refusal);
        }
        catch (Exception error) when (error is AmazonClientException or AmazonServiceException or HttpRequestException or IOException
            or UriFormatException or ArgumentException)
        {
            var isUnknown = error.Message.Contains("credentials", StringComparison.OrdinalIgnoreCase);
            throw new WorkbenchException($"s3://{place}: "
                + (isUnknown ? $"no credentials were found. {Credentials}."
                    : $"the storage does not answer ({error.Message.TrimEnd('.')}). Check the network, and AWS_ENDPOINT_URL where it "
                        + "is not Amazon's."), isUnknown ? error : new IOException(error.Message, error));
        }
    }
}
