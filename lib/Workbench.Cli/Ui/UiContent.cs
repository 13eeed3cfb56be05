using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Workbench.Cli.Ui;

/// <summary>Content that a browser keeps and asks for again: where it has not changed, nothing is sent.</summary>
internal static class UiContent
{
    /// <summary>Sends it.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="content">What is sent.</param>
    /// <param name="type">Its MIME type.</param>
    /// <param name="mark">Equal for equal contents; null to take it from the content.</param>
    public static Task SendAsync(HttpContext context, byte[] content, string type, string? mark = null)
    {
        context.Response.Headers.CacheControl = "no-cache"; // kept, and asked for each time
        mark ??= Convert.ToHexStringLower(SHA256.HashData(content), 0, 8);
        return TypedResults.Bytes(content, type, entityTag: new EntityTagHeaderValue($"\"{mark}\"")).ExecuteAsync(context);
    }
}
