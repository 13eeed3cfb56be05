using Microsoft.AspNetCore.Http;
using Workbench.Foundation;

namespace Workbench.Cli.Ui;

/// <summary>Why a request is not answered, in one sentence.</summary>
/// <param name="status">HTTP's number for it.</param>
/// <param name="sentence">What is wrong, and the remedy.</param>
internal sealed class UiRefusal(int status, string sentence) : Exception(sentence)
{
    /// <summary>What was asked for is not there.</summary>
    public static UiRefusal NotFound(string sentence) => new(StatusCodes.Status404NotFound, sentence);

    /// <summary>What was asked for makes no sense.</summary>
    public static UiRefusal Wrong(string sentence) => new(StatusCodes.Status400BadRequest, sentence);

    /// <summary>Asks for the next answer, and says why there is none.</summary>
    public static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Exception error) when (!context.Response.HasStarted && error is UiRefusal or WorkbenchException
            or IOException or UnauthorizedAccessException or BadHttpRequestException)
        {
            var status = error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status409Conflict;
            await (error as UiRefusal ?? new(status, error.Message)).WriteAsync(context.Response);
        }
        catch (OperationCanceledException)
        {
            context.Abort(); // whoever asked is gone, or the server ends
        }
    }

    /// <summary>Writes it as plain text.</summary>
    public Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync(Message);
    }
}
