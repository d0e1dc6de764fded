using System.ComponentModel.DataAnnotations;
using Guanxi.Appraisal.Criteria;

namespace Guanxi.Appraisal.Sheets;

/// <summary>A mark as it is typed.</summary>
internal sealed record GivenMark
{
    public Heart Heart { get; set; }
    [Range(1, 5)] public int? Mark { get; set; }
    [StringLength(1000)] public string? Reason { get; set; }
    [MaxLength(HeartCriterion.MostQuestions)] public List<string?> Answers { get => field ??= []; set; }
}

/// <summary>Another mark for a heart.</summary>
internal sealed record OtherMark
{
    public Heart Heart { get; set; }

    /// <summary>None leaves it.</summary>
    [Range(1, 5)] public int? Mark { get; set; }

    public static IReadOnlyDictionary<Heart, int> These(IEnumerable<OtherMark> marks) => marks.Where(m => m.Mark is not null).GroupBy(m => m.Heart).ToDictionary(g => g.Key, g => g.Last().Mark!.Value);
}
