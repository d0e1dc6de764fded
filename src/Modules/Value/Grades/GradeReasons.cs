using System.Globalization;

namespace Guanxi.Value.Grades;

/// <summary>What decided a grade, in words.</summary>
internal static class GradeReasons
{
    public static IEnumerable<Reason> Of(GradeCard card, Texts texts)
    {
        if (card.Edges.Thresholds is { } least)
            yield return Say(card.GradeByEdges switch
            {
                "major" => ("from", [Money(least.Major)]),
                "minor" => ("between", [Money(least.Minor), Money(least.Major)]),
                "ordinary" => ("between", [Money(least.Ordinary), Money(least.Minor)]),
                _ => ("below", [Money(least.Ordinary)]),
            }, "threshold", 1);
        else
            yield return new("value.grade_reason.place", texts["value.grade_reason.place", card.Place, card.Of, texts[$"value.grade.{card.GradeByEdges}"], Share(card.GradeByEdges switch
            {
                "major" => 0,
                "minor" => card.Edges.MajorShare,
                "ordinary" => card.Edges.MinorShare,
                _ => card.Edges.OrdinaryShare,
            }), Share(card.GradeByEdges switch { "major" => card.Edges.MajorShare, "minor" => card.Edges.MinorShare, "ordinary" => card.Edges.OrdinaryShare, _ => 1 })], 1);
        if (card.RuleGrade != card.GradeByEdges)
            yield return new("value.grade_reason.held", texts["value.grade_reason.held", texts[$"value.grade.{card.GradeByEdges}"], texts[$"value.grade.{card.RuleGrade}"]], 0.9);
        if (card.RisingStar) yield return new("value.grade_reason.rising", texts["value.grade_reason.rising"], 0.8);
        if (card.NearOrdinary) yield return new("value.grade_reason.near", texts["value.grade_reason.near"], 0.7);
        if (card.Unprofitable) yield return new("value.grade_reason.unprofitable", texts["value.grade_reason.unprofitable"], 0.6);

        Reason Say((string Word, object?[] Args) said, string kind, double weight) =>
            new($"value.grade_reason.{kind}_{said.Word}", texts[$"value.grade_reason.{kind}_{said.Word}", [Money(card.TotalMinor), .. said.Args]], weight);

        string Money(long minor) => Wording.Whole(new(minor, card.Currency));
    }

    private static string Share(double share) => share.ToString("0.#%", CultureInfo.CurrentCulture);
}
