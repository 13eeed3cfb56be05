using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Workbench.Cli.Ui;

/// <summary>What the page is told, and tells, as JSON.</summary>
internal static class UiJson
{
    /// <summary>Its MIME type.</summary>
    public const string Type = "application/json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals, // a loss may be NaN
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    /// <summary>An answer.</summary>
    public static IResult Of<T>(T value) => TypedResults.Json(value, Options);

    /// <summary>The bytes of an answer.</summary>
    public static byte[] Bytes<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Options);

    /// <summary>Reads what the page sent.</summary>
    /// <exception cref="UiRefusal">It is not what was asked for.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, Options, request.HttpContext.RequestAborted)
                ?? throw UiRefusal.Wrong("The body of the request is null; send an object of JSON.");
        }
        catch (JsonException error)
        {
            throw UiRefusal.Wrong($"The body of the request cannot be read: {error.Message}");
        }
    }
}
