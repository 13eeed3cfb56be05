using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Workbench.Cli.Ui;

/// <summary>
/// Lets requests of the page itself pass and no others: not those of other users of the machine, who lack the token; not those of other
/// sites in the same browser, which may neither read, nor write, nor put the page into a frame; not those that reach this machine under
/// a name of somebody else's.
/// </summary>
/// <remarks>
/// The printed address holds the token, once: it is answered with the page and a cookie, and the page takes the token out of the address.
/// A redirect instead would lose the cookie where a link of another site was followed, since it is sent to its own site alone.
/// </remarks>
/// <param name="token">What whoever asks must know.</param>
internal sealed class UiGuard(string token)
{
    /// <summary>What the token is called in the address.</summary>
    public const string TokenName = "token";

    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "media-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>This machine, under the names that cannot be given to another one. The port may be that of a tunnel.</summary>
    private static readonly string[] Hosts = ["127.0.0.1", "localhost"];

    /// <summary>Asks for the next answer, or refuses.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        Protect(context.Response.Headers);
        if (Refusal(context) is { } refusal)
            await refusal.WriteAsync(context.Response);
        else
            await next(context);
    }

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }

    private UiRefusal? Refusal(HttpContext context)
    {
        var request = context.Request;
        if (!Hosts.Contains(request.Host.Host))
            return new(StatusCodes.Status403Forbidden,
                $"This page is served to this machine alone, as 127.0.0.1, and not as {request.Host.Host}.");
        // A browser keeps one jar of cookies for all ports of a machine.
        var cookie = $"workbench-{context.Connection.LocalPort}";
        if (request.Path == "/" && Matches(request.Query[TokenName]))
            context.Response.Cookies.Append(cookie, token, new() { HttpOnly = true, SameSite = SameSiteMode.Strict });
        else if (!Matches(request.Cookies[cookie]))
            return new(StatusCodes.Status403Forbidden,
                "The token is missing or is not that of this server: open the address that 'workbench ui' printed when it started.");
        if (HttpMethods.IsGet(request.Method))
            return null;
        if (!HttpMethods.IsPost(request.Method))
            return new(StatusCodes.Status405MethodNotAllowed, $"{request.Method} is not answered here; GET reads and POST changes.");
        return request.Headers.Origin == $"{request.Scheme}://{request.Host}" ? null
            : new(StatusCodes.Status403Forbidden, "Only the page itself may change something, not another site.");
    }

    private bool Matches(StringValues given) => given is [{ } one]
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(token));
}
