package dev.tmctl.bench;

/// A ratio, or a figure, that must hold.
///
/// @param what is compared
/// @param left the first figure
/// @param right the second one, or 1 where the first stands alone
/// @param bound what the ratio is held against
/// @param least whether the bound is the least or the most
/// @param open why it cannot be told, or empty
record Demand(String what, double left, double right, double bound, boolean least, String open) {
    static Demand atLeast(String what, double left, double right, double bound) {
        return new Demand(what, left, right, bound, true, "");
    }

    static Demand atMost(String what, double left, double right, double bound) {
        return new Demand(what, left, right, bound, false, "");
    }

    static Demand open(String what, String reason) {
        return new Demand(what, Double.NaN, 1, Double.NaN, true, reason);
    }

    double ratio() {
        return left / right;
    }

    boolean isKnown() {
        return open.isEmpty() && !Double.isNaN(ratio());
    }

    boolean holds() {
        return least ? ratio() >= bound : ratio() <= bound;
    }
}
