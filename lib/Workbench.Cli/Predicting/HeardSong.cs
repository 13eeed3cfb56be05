using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Workbench.Inference;

namespace Workbench.Cli.Predicting;

/// <summary>One song as <c>workbench predict --json</c> prints it.</summary>
internal sealed record HeardSong(string Song, ImmutableArray<string> Decided, ImmutableArray<LabelAnswer> Labels,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SongTimeline? Timeline,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<MemberAnswer>? Members);
