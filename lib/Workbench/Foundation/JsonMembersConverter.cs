using System.Text.Json;
using System.Text.Json.Serialization;

namespace Workbench.Foundation;

/// <summary>Reads and writes a type by the members that it names itself; unknown ones are refused.</summary>
internal sealed class JsonMembersConverter<T> : JsonConverter<T> where T : IJsonMembers<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var members = JsonMembers.Read(ref reader, options);
        var value = T.From(members);
        members.RequireNoOthers();
        return value;
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        var members = new JsonMembers(options);
        value.Put(members);
        members.Write(writer);
    }
}
