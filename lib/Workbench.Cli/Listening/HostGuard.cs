using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Workbench.Cli.Listening;

/// <summary>
/// Lets requests pass that name the server by an address of its own and no others: a page of another site may have its own name lead to
/// this machine (DNS rebinding), and is then asked for under that name. What is answered keeps other sites out.
/// </summary>
/// <param name="address">Where the server listens.</param>
internal sealed class HostGuard(IPAddress address)
{
    private const string Localhost = "localhost";

    /// <summary>Asks for the next answer, or refuses.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        if (IsOwn(context.Request.Host.Host))
            return next(context);
        var refusal = Encoding.UTF8.GetBytes($"This server is asked as {address}, and not as {context.Request.Host.Host}.");
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.ContentLength = refusal.Length;
        return context.Response.Body.WriteAsync(refusal).AsTask();
    }

    /// <summary>Whether a name is this machine's, and can be given to no other. The port may be that of a tunnel.</summary>
    private bool IsOwn(string host) => host == Localhost ? IPAddress.IsLoopback(address)
        : IPAddress.TryParse(host, out var asked)
            && (asked.Equals(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));
}
