//! Unions as the generator emits them.

use std::collections::BTreeMap;
use std::fmt;

use crate::emit as rt;
use crate::emit::Json;

/// A struct with its shape: wire names are those of the fields.
macro_rules! object {
    ($name:ident { $($required:ident: $of:ty),* ; $($optional:ident: $maybe:ty),* }) => {
        #[derive(Clone, PartialEq)]
        pub(super) struct $name {
            $(pub(super) $required: $of,)*
            $(pub(super) $optional: $maybe,)*
        }
        impl $name {
            const SHAPE: &'static rt::Shape = &rt::Shape {
                name: stringify!($name),
                required: &[$(stringify!($required)),*],
                optional: &[$(stringify!($optional)),*],
            };
        }
        impl Json for $name {
            fn empty() -> Self {
                Self { $($required: rt::empty(),)* $($optional: rt::empty(),)* }
            }
            fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
                r.object(Self::SHAPE, &mut [$(&mut self.$required,)* $(&mut self.$optional,)*])
            }
            fn write(&self, w: &mut rt::Writer<'_>) {
                w.object(Self::SHAPE, &[$(&self.$required,)* $(&self.$optional,)*]);
            }
        }
        debug!($name);
    };
}

macro_rules! debug {
    ($name:ident) => {
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                rt::debug(self, f)
            }
        }
    };
}

/// A union without tags that are to be written.
macro_rules! union {
    ($name:ident, $tag:expr, $secret:literal, $($index:literal $arm:ident($of:ty) = $table:expr),*) => {
        #[derive(Clone, PartialEq)]
        pub(super) enum $name {
            $($arm($of),)*
            Unknown(rt::Value),
        }
        impl $name {
            const UNION: &'static rt::Union = &rt::Union { tag: $tag, arms: &[$($table),*] };
        }
        impl Json for $name {
            fn empty() -> Self {
                Self::Unknown(rt::empty())
            }
            fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
                r.union(Self::UNION, &mut |arm, r| match arm {
                    $($index => r.arm(self, Self::$arm),)*
                    _ => r.arm(self, Self::Unknown),
                })
            }
            fn write(&self, w: &mut rt::Writer<'_>) {
                match self {
                    $(Self::$arm(value) => write_arm(w, stringify!($arm), value),)*
                    Self::Unknown(value) => w.unknown_arm("Unknown", value, $secret),
                }
            }
        }
        debug!($name);
    };
}

/// `Point` is the arm whose type has no tag.
fn write_arm(w: &mut rt::Writer<'_>, name: &'static str, value: &dyn Json) {
    if name == "Point" {
        w.tagged_arm(name, ("kind", "point"), value);
    } else {
        w.arm(name, value);
    }
}

object!(Circle { kind: String, radius: f64 ; });
object!(Square { kind: String, side: f64 ; });
object!(Point { ; x: Option<i64> });
object!(Drawing { shapes: Vec<Shape> ; });
object!(User { id: i64, login: String ; kind: Option<String> });
object!(Team { id: i64 ; slug: Option<String> });
object!(Token { token: rt::Secret ; });
object!(Named { id: String ; });
object!(Login { ; user: Option<User>, id: Option<i64> });
object!(Membership { ; user: Option<Team>, id: Option<i64> });
object!(Cleared { ; user: crate::Maybe<User>, id: Option<i64> });
object!(Raw { user: rt::Value ; });

union!(Shape, Some("kind"), false,
    0 Circle(Circle) = rt::Arm::object(Circle::SHAPE).tags(&["circle"]),
    1 Square(Box<Square>) = rt::Arm::object(Square::SHAPE).tags(&["square"]),
    2 Point(Point) = rt::Arm::object(Point::SHAPE).tags(&["point"])
);
union!(Owner, None, false,
    0 User(User) = rt::Arm::object(User::SHAPE).fixed(&[("kind", &["user"])]).refuses_others(),
    1 Team(Team) = rt::Arm::object(Team::SHAPE),
    2 Labels(BTreeMap<String, String>) = rt::Arm::MAP
);
union!(Scalar, None, false,
    0 Number(f64) = rt::Arm::NUMBER,
    1 Integer(i64) = rt::Arm::INTEGER,
    2 Boolean(bool) = rt::Arm::BOOLEAN,
    3 Text(String) = rt::Arm::TEXT,
    4 List(Vec<String>) = rt::Arm::LIST,
    5 IntegerList(Vec<i64>) = rt::Arm::LIST
);
union!(Holder, None, true,
    0 Token(Token) = rt::Arm::object(Token::SHAPE),
    1 Named(Named) = rt::Arm::object(Named::SHAPE)
);
union!(Heir, Some("kind"), false,
    0 Circle(Circle) = rt::Arm::object(Circle::SHAPE).tags(&["circle"]),
    1 Base(User) = rt::Arm::object(User::SHAPE)
);
union!(Any, None, false,
    0 Shape(Shape) = rt::Arm::union(Shape::UNION),
    1 Owner(Owner) = rt::Arm::union(Owner::UNION),
    2 Text(String) = rt::Arm::TEXT
);
union!(Related, None, false,
    0 Login(Login) = rt::Arm::object(Login::SHAPE),
    1 Membership(Membership) = rt::Arm::object(Membership::SHAPE),
    2 Logins(Vec<Login>) = rt::Arm::LIST,
    3 Memberships(Vec<Membership>) = rt::Arm::LIST
);
union!(Loose, None, false,
    0 Login(Login) = rt::Arm::object(Login::SHAPE),
    1 Raw(Raw) = rt::Arm::object(Raw::SHAPE)
);
union!(Change, None, false,
    0 Login(Login) = rt::Arm::object(Login::SHAPE),
    1 Cleared(Cleared) = rt::Arm::object(Cleared::SHAPE)
);
union!(Within, None, false,
    0 Related(Related) = rt::Arm::union(Related::UNION),
    1 Text(String) = rt::Arm::TEXT
);
