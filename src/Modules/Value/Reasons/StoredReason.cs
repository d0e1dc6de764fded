using System.Text.Json.Serialization;
using Guanxi.Value.Churn;

namespace Guanxi.Value.Reasons;

/// <summary>A reason as the evidence keeps it: a code and numbers, so that it can be said in any language.</summary>
/// <param name="Code">Last word of the text key.</param>
/// <param name="Args">What the text names: days, counts, shares; minor units for money.</param>
internal sealed record StoredReason([property: JsonPropertyName("c")] string Code, [property: JsonPropertyName("w")] double Weight, [property: JsonPropertyName("a")] double[] Args)
{
    /// <summary>The sentence in the reader's language.</summary>
    public Reason Say(Texts texts, string currency)
    {
        if (Code is "signals")
        {
            var words = Args.Select(f => texts[$"value.signal.{ChurnFeatures.Names[(int)f]}"]).ToArray();
            return new("value.reason.signals", texts["value.reason.signals", words is [var first, var second] ? texts["value.reason.signals.and", first, second] : words[0]], Weight);
        }
        var args = Code is "at_stake" or "spend_fell"
            ? Args.Select(a => (object?)Wording.Whole(new((long)a, currency))).ToArray()
            : [.. Args.Select(a => (object?)a)];
        return new($"value.reason.{Code}", texts[$"value.reason.{Code}", args], Weight);
    }
}
