using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Guanxi.Data;

/// <summary>Which of a customer's rows is in force, where there may be but one: the grade set by hand, the open warning of a signal. Whoever brings the rows of two customers together keeps one of two.</summary>
/// <param name="Condition">SQL over the table's own columns, portable.</param>
/// <param name="Per">Columns that tell several apart, e.g. the warning's signal; empty where a customer has one in all.</param>
public sealed record InForce(string Condition, IReadOnlyList<string> Per)
{
    internal const string Annotation = "Guanxi:InForce";

    /// <summary>Stands in a condition for the day of the asker.</summary>
    public const string Today = "{today}";

    /// <summary>What the table's entity said; null where a customer may have any number in force.</summary>
    public static InForce? Of(IReadOnlyEntityType entity) => entity.FindAnnotation(Annotation)?.Value is string said && said.Split('|') is [var condition, .. var per] ? new(condition, per) : null;

    /// <summary>The condition on a day.</summary>
    public string On(DateOnly today) => Condition.Replace(Today, today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal);
}

/// <summary>Says of a table which of a customer's rows is in force.</summary>
public static class InForceExtensions
{
    /// <summary>Of the rows that fulfil the condition a customer has at most one, for each value of the columns named.</summary>
    /// <param name="condition">SQL over the table's columns, e.g. <c>lifted_at IS NULL</c>; <see cref="InForce.Today"/> stands for the day.</param>
    /// <param name="per">Column names.</param>
    public static EntityTypeBuilder<T> HasOneInForce<T>(this EntityTypeBuilder<T> entity, string condition, params string[] per) where T : class =>
        entity.HasAnnotation(InForce.Annotation, string.Join('|', [condition, .. per]));
}
