using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Workbench.Cli.Listening;

namespace Workbench.Cli.Ui;

/// <summary>
/// Lets requests of the page itself pass and no others: not those of other users of the machine, who lack the token; not those of other
/// sites in the same browser, which may neither read, nor write, nor put the page into a frame.
/// </summary>
/// <remarks>
/// The printed address holds the token, once: it is answered with the page and a cookie, and the page takes the token out of the address.
/// A redirect instead would lose the cookie where a link of another site was followed, since it is sent to its own site alone.
/// </remarks>
/// <param name="token">What whoever asks must know.</param>
internal sealed class UiGuard(AccessToken token)
{
    /// <summary>What the token is called in the address.</summary>
    public const string TokenName = "token";

    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        + "media-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Asks for the next answer, or refuses.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        if (Refusal(context) is { } refusal)
            await refusal.WriteAsync(context.Response);
        else
            await next(context);
    }

    private UiRefusal? Refusal(HttpContext context)
    {
        var request = context.Request;
        // A browser keeps one jar of cookies for all ports of a machine.
        var cookie = $"workbench-{context.Connection.LocalPort}";
        if (request.Path == "/" && Matches(request.Query[TokenName]))
            context.Response.Cookies.Append(cookie, token.Text, new() { HttpOnly = true, SameSite = SameSiteMode.Strict });
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

    private bool Matches(StringValues given) => given is [var one] && token.Matches(one);
}
