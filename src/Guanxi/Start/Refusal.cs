using System.Text.Json;
using System.Text.Json.Nodes;
using Guanxi.Data;

namespace Guanxi.Start;

/// <summary>Says at the console why something was not done, and gives the exit code for it.</summary>
internal static class Refusal
{
    internal static readonly JsonSerializerOptions Pretty = new(StoredJson.Options) { WriteIndented = true };

    /// <summary>Prints the one document of a refused command.</summary>
    /// <param name="details">Its properties stand beside the others.</param>
    public static int Json(string code, string reason, IReadOnlyDictionary<string, string[]>? fields = null, object? details = null)
    {
        var document = Node(new { refused = code, reason, fields = fields ?? new Dictionary<string, string[]>() });
        if (details is not null)
            foreach (var (name, value) in Node(details).ToList()) document[name] = value?.DeepClone();
        Console.WriteLine(document.ToJsonString(Pretty));
        return 2;
    }

    /// <summary>Says it to a person, on standard error.</summary>
    public static int Line(string reason)
    {
        Console.Error.WriteLine(reason);
        return 2;
    }

    private static JsonObject Node(object value) => JsonSerializer.SerializeToNode(value, value.GetType(), Pretty)!.AsObject();
}
